// Offers each picture as a PNG, drawn from its SVG at twice the size. The page is complete without this file.
"use strict";

for (const link of document.querySelectorAll("a[data-png]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = link.dataset.png;
  button.addEventListener("click", () => {
    const image = new Image();
    image.onload = () => {
      const canvas = document.createElement("canvas");
      canvas.width = 2 * image.naturalWidth;
      canvas.height = 2 * image.naturalHeight;
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob((file) => {
        const save = document.createElement("a");
        save.href = URL.createObjectURL(file);
        save.download = new URL(link.href).pathname.split("/").pop().replace(/svg$/, "png");
        save.click();
        setTimeout(() => URL.revokeObjectURL(save.href), 1000);
      });
    };
    image.src = link.href;
  });
  link.after(" ", button);
}
