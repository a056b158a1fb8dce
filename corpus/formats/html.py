"""x"""
from corpus.formats.html_page import HtmlPage
from corpus.formats.article_witness import seen_blocks
from corpus.formats.main_text import main_blocks
def parse_html(text, options=None):
    page = HtmlPage()
    page.read(text)
    bl=page.blocks()
    if not (options and options.whole_page): bl=main_blocks(bl,page.parents(),seen_blocks(text,bl))
    return {"body":"\n\n".join(b.text for b in bl)}
