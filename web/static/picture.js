// Each picture as a PNG of twice its size.
"use strict";

for (const svg of document.querySelectorAll("a[data-png]")) {
  const png = document.createElement("button");
  png.textContent = "PNG";
  png.onclick = async () => {
    const image = new Image();
    image.src = svg.href;
    await image.decode();
    const canvas = document.createElement("canvas");
    const wide = (canvas.width = 2 * image.width);
    const high = (canvas.height = 2 * image.height);
    canvas.getContext("2d").drawImage(image, 0, 0, wide, high);
    const file = svg.cloneNode();
    file.href = canvas.toDataURL();
    file.download = svg.pathname.replace(/.*\/|svg$/g, "") + "png";
    file.click();
  };
  svg.after(png);
}
