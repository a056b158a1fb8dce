"""Every word the page says, in Vietnamese, Chinese and English, one row each.

``{…}`` is filled in by the page; a row has the same ones in each language (tested). A key ending in
``_one`` is the singular, which only English needs.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from web.i18n.formatting import grouped
from web.i18n.mention_texts import MENTION_WORDS
from web.i18n.negotiation import LANGUAGES

WORDS: Final[Mapping[str, tuple[str, str, str]]] = {
    **MENTION_WORDS,
    # Everywhere
    "tagline": (
        "Tìm một tên bằng cả hai thứ chữ: báo chí và văn bản Việt – Trung",
        "一个名字，两种文字：同查越、中两国新闻与公文",
        "One name, both scripts: Vietnamese and Chinese news and papers",
    ),
    "skip": ("Đến kết quả", "跳到结果", "Skip to results"),
    "query": ("Tên, từ hoặc cụm từ", "人名、地名、词语或短句", "Name, word or phrase"),
    "placeholder": (
        "Lưu Ninh, 刘宁, luu ninh, “hội đàm cửa khẩu” …",
        "刘宁、Lưu Ninh、luu ninh、“口岸会谈” …",
        "Lưu Ninh, 刘宁, luu ninh, “hội đàm cửa khẩu” …",
    ),
    "find": ("Tìm", "搜索", "Search"),
    "home": ("Trang đầu", "首页", "Home"),
    "interface_language": ("Ngôn ngữ của trang", "页面语言", "Language of the page"),
    "json": ("JSON", "JSON", "JSON"),
    "interface": ("API", "API", "API"),
    "keys": (
        "Phím: / ô tìm · j k dòng trước sau · o mở · n p chỗ trùng",
        "按键：/ 搜索框 · j k 上下条目 · o 打开 · n p 命中处",
        "Keys: / box · j k move · o open · n p matches",
    ),
    # Home
    "try": ("thử:", "试试：", "try:"),
    "archive_holds": ("Kho tư liệu có", "资料库收有", "The archive holds"),
    "by_year": ("Theo năm", "按年份", "By year"),
    "newest_documents": ("Mới nhất", "最新", "Newest"),
    "browse_all": ("Xem tất cả", "浏览全部", "Browse all"),
    "nothing_indexed": (
        "Chỉ mục còn trống. Thêm tài liệu bằng lệnh: songngu index ĐƯỜNG-DẪN",
        "索引还是空的。用此命令添加文件：songngu index 路径",
        "The index is empty. Add documents with: songngu index PATH",
    ),
    # Counting
    "documents": ("{n} tài liệu", "{n} 篇文档", "{n} documents"),
    "documents_one": ("{n} tài liệu", "{n} 篇文档", "{n} document"),
    "forms": ("{n} dạng viết", "{n} 种写法", "{n} spellings"),
    "forms_one": ("{n} dạng viết", "{n} 种写法", "{n} spelling"),
    "matches": ("{n} lần", "{n} 处", "{n} matches"),
    "matches_one": ("{n} lần", "{n} 处", "{n} match"),
    # Results
    "title_results": ("{query} – Song Ngữ", "{query} – Song Ngữ", "{query} – Song Ngữ"),
    "as_name": ("Tên", "名称", "Name"),
    "as_words": ("Gồm tất cả", "全部包含", "All of"),
    "everything": (
        "Mọi tài liệu, mới nhất trước",
        "全部文档，最新在前",
        "All documents, newest first",
    ),
    "spellings": ("Dạng viết", "写法", "Spellings"),
    "form_on": ("đang tìm, bấm để bỏ", "正在检索，点击去掉", "searched; click to leave out"),
    "form_off": ("không tìm, bấm để thêm", "未检索，点击加入", "not searched; click to add"),
    "more_forms": ("thêm {n} dạng", "另 {n} 种写法", "{n} more"),
    "may_be": ("{query} có thể là", "{query} 可能是", "{query} may be"),
    "more_readings": ("thêm {n}", "另 {n} 个", "{n} more"),
    "sort": ("Xếp theo", "排序", "Sort"),
    "sort_relevance": ("Sát nhất", "最相关", "Relevance"),
    "sort_name": ("Sát tên nhất", "名称最符", "Closest name"),
    "sort_newest": ("Mới nhất", "最新", "Newest"),
    "why": ("vì sao?", "为何？", "why?"),
    "why_times": ("{n} lần", "{n} 处", "{n}×"),
    "untitled": ("(không có nhan đề)", "（无标题）", "(untitled)"),
    "undated": ("không rõ ngày", "日期不详", "undated"),
    "by_year_of": (
        "Số tài liệu mỗi năm, từ {first} đến {last}",
        "{first} 年至 {last} 年每年文档数",
        "Documents by year, {first} to {last}",
    ),
    "unknown_year": ("không rõ năm", "年份不详", "no year"),
    # Filters
    "filters": ("Lọc", "筛选", "Filter"),
    "filters_active": ("Đang lọc", "已筛选", "Filtered by"),
    "clear_filters": ("bỏ hết bộ lọc", "清除全部筛选", "clear all filters"),
    "remove": ("bỏ", "去掉", "remove"),
    "more_values": ("thêm {n}", "另 {n} 项", "{n} more"),
    "all_values": ("xem đủ {n}", "显示全部 {n} 项", "show all {n}"),
    "unknown": ("không rõ", "不详", "unknown"),
    "dates": ("Khoảng thời gian", "时间范围", "Dates"),
    "since": ("từ", "从", "from"),
    "until": ("đến", "到", "to"),
    "date_hint": ("2023 hoặc 2023-02-28", "2023 或 2023-02-28", "2023 or 2023-02-28"),
    "apply": ("Lọc", "筛选", "Apply"),
    "without": ("không gồm", "不含", "without"),
    "field_lang": ("Ngôn ngữ", "语言", "Language"),
    "field_year": ("Năm", "年份", "Year"),
    "field_month": ("Tháng", "月份", "Month"),
    "field_source": ("Nguồn", "来源", "Source"),
    "field_province": ("Tỉnh", "省区", "Province"),
    "field_genre": ("Thể loại", "体裁", "Genre"),
    "field_gates": ("Cửa khẩu", "口岸", "Gates"),
    "field_people": ("Nhân vật", "人物", "People"),
    "field_places": ("Địa danh", "地名", "Places"),
    "field_organisations": ("Tổ chức", "机构", "Organisations"),
    "lang_vi": ("Tiếng Việt", "越南文", "Vietnamese"),
    "lang_zh": ("Tiếng Trung", "中文", "Chinese"),
    "genre_news": ("tin bài", "新闻", "news"),
    "genre_paper": ("văn bản", "公文", "paper"),
    "genre_speech": ("phát biểu", "讲话", "speech"),
    # Paging
    "pages": ("Trang", "页", "Pages"),
    "page_of": ("trang {page} / {pages}", "第 {page} / {pages} 页", "page {page} of {pages}"),
    "previous": ("Trước", "上一页", "Previous"),
    "next": ("Sau", "下一页", "Next"),
    "past_end": (
        "Kết quả đã hết trước trang này.",
        "结果没有这么多页。",
        "The results end before this page.",
    ),
    "last_page": ("Về trang cuối", "到最后一页", "To the last page"),
    # Nothing found
    "nothing": ("Không có tài liệu nào khớp.", "没有符合的文档。", "No document matches."),
    "parts_alone": ("Từng phần, tìm riêng:", "各部分单独检索：", "Each part by itself:"),
    "nothing_filters": (
        "Bộ lọc đang bật có thể đã loại hết:",
        "可能是筛选条件排除了全部结果：",
        "The filters may have left nothing:",
    ),
    "nothing_forms": (
        "Mọi dạng viết đều đang tắt.",
        "所有写法都已关闭。",
        "All spellings are switched off.",
    ),
    "forms_again": ("Bật lại các dạng", "恢复全部写法", "Switch them on again"),
    "nothing_advice": (
        "Thử viết không dấu, chỉ họ tên, hoặc bằng chữ kia.",
        "可试试不带声调、只写姓名，或改用另一种文字。",
        "Try it without tone marks, only the name, or in the other script.",
    ),
    # What is offered, never searched unasked
    "offer_near": ("Có phải:", "您要找的是：", "Did you mean:"),
    "offer_other_script": ("Chữ kia:", "另一种文字：", "The other script:"),
    "offer_related": ("Liên quan, chưa tìm:", "相关（未检索）：", "Related, not searched:"),
    # Notices
    "notice_loosened": (
        "Không có tài liệu nào chứa cả câu như đã gõ; đang tìm các phần: {parts}",
        "没有文档完全包含所输入的内容，已分成几部分检索：{parts}",
        "Nothing holds it all as typed; looked for its parts: {parts}",
    ),
    "notice_capped": (
        "{what}: có nhiều dạng viết hơn số kê ra đây ({limit}).",
        "{what}：写法多于此处所列（{limit} 种）。",
        "{what}: there are more spellings than the {limit} listed.",
    ),
    "notice_reading_as_typed": (
        "{text} được tìm đúng như đã gõ; các cách đọc khác ở dòng trên.",
        "{text} 按原样检索；其他读法见上一行。",
        "{text} is searched as it stands; other readings are in the line above.",
    ),
    "notice_near_unfinished": (
        "near: mới xem {documents} trong {of} tài liệu có cả hai vế, từ mới đến cũ; các số ở đây "
        "chỉ tính phần đó. Hãy thu hẹp để tính đủ.",
        "near：含两侧内容的 {of} 篇中，由新到旧看了 {documents} 篇，数字仅限于此；请缩小范围。",
        "near: of {of} documents that hold both sides the newest {documents} were read, and the "
        "numbers here are of these. Narrow the query to count all.",
    ),
    "notice_hits_unmarked": (
        "Hết thời gian: {count} kết quả không được đánh dấu chỗ khớp.",
        "时间已到：{count} 条结果未标出匹配处。",
        "Out of time: matches are not marked in {count} of these hits.",
    ),
    "lines_stopped": (
        "Hết thời gian sau {documents} trong {of} tài liệu, từ mới đến cũ. Hãy thu hẹp, hoặc tải "
        "tất cả về.",
        "时间已到：{of} 篇中由新到旧看了 {documents} 篇。请缩小范围，或下载全部。",
        "Out of time after the newest {documents} of {of} documents. Narrow it, or download "
        "everything.",
    ),
    "lines_unmarkable": (
        "Câu hỏi này không có từ nào để đánh dấu trong văn bản. Hãy thêm một tên hoặc một từ.",
        "此查询没有可在文中标出的词，请加上一个名称或词语。",
        "Nothing of this query can be marked in a text. Add a name or a word.",
    ),
    "dossier_stopped": (
        "Các số ở đây chỉ tính {documents} tài liệu mới nhất trong {of}; tệp tải về có đủ.",
        "此处数字仅限于 {of} 篇中最新的 {documents} 篇；下载的文件是完整的。",
        "The numbers here are of the newest {documents} of {of} documents; a download has all.",
    ),
    "notice_rare_only": (
        "Chỉ tìm thấy qua cách đọc hiếm của chữ Hán.",
        "仅通过汉字的罕见读音找到。",
        "Found only through rare readings of the characters.",
    ),
    "notice_lower_only": (
        "{text} không có ở dạng viết hoa; kết quả là dạng viết thường.",
        "没有大写的 {text}；结果为小写形式。",
        "{text} never stands in capitals; the results have it in lower case.",
    ),
    "notice_words_left_out": (
        "Câu dài: chỉ {limit} chữ đầu được tìm, {count} chữ sau để ngoài.",
        "查询较长：只检索前 {limit} 字（词），其余 {count} 字（词）未用。",
        "A long query: its first {limit} words are searched, {count} more are left out.",
    ),
    "notice_unknown_reading": (
        "Không có cách đọc “{value}” cho câu này; đang tìm mọi cách đọc.",
        "此查询没有“{value}”这一读法；已检索全部读法。",
        "This query has no reading “{value}”; all readings are searched.",
    ),
    # Why a form was found
    "kind_typed": ("{form} — đúng như đã gõ", "{form} — 与所输入的相同", "{form} — as typed"),
    "kind_lower": (
        "{form} — {asked} viết thường",
        "{form} — {asked} 的小写",
        "{form} — {asked} in lower case",
    ),
    "kind_han": (
        "{form} — chữ Hán của {asked}",
        "{form} — {asked} 的汉字",
        "{form} — the characters of {asked}",
    ),
    "kind_hanviet": (
        "{form} — âm Hán Việt của {asked}",
        "{form} — {asked} 的汉越音",
        "{form} — the Sino-Vietnamese reading of {asked}",
    ),
    "kind_variant": (
        "{form} — cách viết khác của {asked}",
        "{form} — {asked} 的另一种拼写",
        "{form} — another spelling of {asked}",
    ),
    "kind_toneless": (
        "{form} — {asked} thêm dấu",
        "{form} — {asked} 加上声调",
        "{form} — {asked} with its tone marks",
    ),
    "kind_pinyin": (
        "{form} — qua bính âm của {asked}",
        "{form} — 与 {asked} 拼音相应",
        "{form} — through the pinyin of {asked}",
    ),
    "kind_alias": (
        "{form} — tên gọi khác của {asked}",
        "{form} — {asked} 的别名",
        "{form} — another name of {asked}",
    ),
    "without_typed": ("đúng như đã gõ", "原样", "as typed"),
    "without_lower": ("viết thường", "小写", "lower case"),
    "without_han": ("chữ Hán", "汉字", "characters"),
    "without_hanviet": ("âm Hán Việt", "汉越音", "Sino-Vietnamese readings"),
    "without_variant": ("cách viết khác", "异体拼写", "variant spellings"),
    "without_toneless": ("thêm dấu", "加声调", "added tone marks"),
    "without_pinyin": ("bính âm", "拼音", "pinyin"),
    "without_alias": ("tên gọi khác", "别名", "other names"),
    # Document
    "back": ("Về kết quả", "返回结果", "Back to results"),
    "facts": ("Về tài liệu này", "文档信息", "About this document"),
    "fact_source": ("Nguồn", "来源", "Source"),
    "fact_date": ("Ngày", "日期", "Date"),
    "fact_lang": ("Ngôn ngữ", "语言", "Language"),
    "fact_province": ("Tỉnh", "省区", "Province"),
    "fact_genre": ("Thể loại", "体裁", "Genre"),
    "fact_id": ("Mã", "编号", "Identifier"),
    "original": ("Bản gốc", "原文", "Original"),
    "hits_here": ("Chỗ trùng", "命中处", "Matches"),
    "no_hits_here": (
        "Không có chỗ nào trong tài liệu này trùng với câu tìm.",
        "本文没有与查询相符之处。",
        "Nothing in this document matches the query.",
    ),
    "hit_number": ("chỗ trùng {n}", "第 {n} 处", "match {n}"),
    "previous_hit": ("chỗ trùng trước", "上一处", "previous match"),
    "next_hit": ("chỗ trùng sau", "下一处", "next match"),
    "no_text": (
        "Tài liệu này không có nội dung.",
        "此文档没有正文。",
        "This document has no text.",
    ),
    # What went wrong: search/request_errors.py
    "error_query_too_long": (
        "Câu tìm có {length} ký tự; nhiều nhất là {limit}. Hãy tìm một tên, một cụm hay vài từ.",
        "查询有 {length} 个字符，最多 {limit} 个。请查一个名称、短语或几个词。",
        "The query has {length} characters; at most {limit} are taken. "
        "Ask for a name, a phrase or a few words.",
    ),
    "error_query_empty": (
        "Trong câu này không có gì để tìm: hãy gõ một tên, một từ hay một cụm từ.",
        "查询中没有可检索的内容：请输入名称、词语或短语。",
        "There is nothing to look for in this query: type a name, a word or a phrase.",
    ),
    "error_too_many_values": (
        "Nhiều nhất {limit} giá trị cho {name}.",
        "{name} 最多可取 {limit} 个值。",
        "At most {limit} values are taken for {name}.",
    ),
    "error_bad_sort": (
        "Không có cách xếp “{value}”: dùng relevance hoặc newest.",
        "没有“{value}”这种排序：请用 relevance 或 newest。",
        "There is no order “{value}”: sort by relevance or newest.",
    ),
    "error_bad_kind": (
        "Không có loại dạng viết “{value}”.",
        "没有“{value}”这类写法。",
        "There is no kind of form “{value}”.",
    ),
    "error_bad_date": (
        "{name}: “{value}” không phải là ngày. Hãy viết 2023, 2023-02 hoặc 2023-02-28.",
        "{name}：“{value}”不是日期。请写 2023、2023-02 或 2023-02-28。",
        "{name}: “{value}” is no date. Write 2023, 2023-02 or 2023-02-28.",
    ),
    "error_bad_number": (
        "{name}: “{value}” không phải là số từ 0 đến {limit}.",
        "{name}：“{value}”不是 0 到 {limit} 之间的数。",
        "{name}: “{value}” is no number from 0 to {limit}.",
    ),
    "error_bad_field": (
        "Không có trường “{value}”: dùng {known}.",
        "没有“{value}”字段：请用 {known}。",
        "There is no field “{value}”: use {known}.",
    ),
    "error_unbalanced": (
        "Dấu ngoặc trong câu tìm mở mà không đóng, hoặc ngược lại.",
        "查询中的括号不成对。",
        "A bracket in the query is opened and not closed, or the other way round.",
    ),
    "error_too_deep": (
        "Dấu ngoặc lồng nhau quá {limit} tầng.",
        "括号嵌套超过 {limit} 层。",
        "The brackets of the query are nested more than {limit} deep.",
    ),
    "error_too_many_parts": (
        "Câu tìm có hơn {limit} phần; hãy bớt đi.",
        "查询超过 {limit} 个部分，请减少一些。",
        "The query has more than {limit} parts; leave some out.",
    ),
    "error_operator_alone": (
        "“{value}” cần có nội dung ở cả hai bên.",
        "“{value}”两边都要有内容。",
        "“{value}” needs something on both sides.",
    ),
    "error_short_prefix": (
        "“{value}” quá ngắn để tìm theo phần đầu: ít nhất {limit} chữ.",
        "“{value}”太短，按开头检索至少要 {limit} 个字母。",
        "“{value}” is too short for a search by beginning: at least {limit} letters.",
    ),
    "error_near_wide": (
        "near nhận khoảng cách từ 1 đến {limit}.",
        "near 的距离为 1 到 {limit}。",
        "near takes a distance from 1 to {limit}.",
    ),
    "error_no_entity": (
        "Kho này không biết {value}: không có cửa khẩu, địa danh hay người nào tên ấy.",
        "本库中没有 {value}：没有此名的口岸、地方或人物。",
        "Nothing is known as {value} here: no gate, place or person.",
    ),
    "error_bad_sorting": (
        "Không có cách sắp xếp {value}; dùng {known}.",
        "没有排序方式 {value}；可用 {known}。",
        "There is no order {value}: use {known}.",
    ),
    "error_bad_format": (
        "Không có định dạng {value}; dùng {known}.",
        "没有格式 {value}；可用 {known}。",
        "There is no format {value}: use {known}.",
    ),
    "error_no_person": (
        "Không biết người nào tên “{value}” trong chỉ mục này.",
        "此索引中没有人名“{value}”。",
        "No person is known as “{value}” in this index.",
    ),
    "error_several_entities": (
        "“{value}” chỉ nhiều đối tượng: {known}. Hãy ghi mã của một.",
        "“{value}”可指多个对象：{known}。请写明其代码。",
        "“{value}” names several: {known}. Say which id is meant.",
    ),
    "error_bad_correction": (
        "“{value}” không phải là một cách sửa.",
        "“{value}”不是一种更正。",
        "“{value}” is nothing that can be said of a mention.",
    ),
    "error_bad_label": (
        "Không có loại “{value}”; có: {known}.",
        "没有类别“{value}”；可用：{known}。",
        "There is no label “{value}”: use {known}.",
    ),
    "error_no_mention": (
        "Không còn “{value}” ở {place}; tài liệu có thể đã đổi.",
        "{place} 处没有“{value}”；文档可能已更改。",
        "No mention of “{value}” stands at {place}; the document may have changed.",
    ),
    "error_already_one": (
        "“{value}” và “{other}” đã là một.",
        "“{value}”与“{other}”已是同一人。",
        "“{value}” and “{other}” count as one already.",
    ),
    "error_apart_of_what": (
        "Hãy nói dạng viết nào, hoặc tài liệu nào, không phải của “{value}”.",
        "请说明哪种写法或哪篇文档不属于“{value}”。",
        "Say which form, or which document, is not of “{value}”.",
    ),
    "error_no_correction": (
        "Không có chỗ sửa “{value}”.",
        "没有更正“{value}”。",
        "There is no correction “{value}” in force.",
    ),
    "error_too_long": (
        "Chữ này dài {length} ký tự; nhiều nhất là {limit}.",
        "此文字有 {length} 个字符；最多 {limit} 个。",
        "This text has {length} characters; at most {limit} are taken.",
    ),
    "error_old_form": (
        "Biểu mẫu này không phải của trang này, hoặc đã cũ. Hãy tải lại trang.",
        "此表单不属于本页面，或已过期。请重新载入页面。",
        "This form is of no page of ours, or of one too old. Load the page again.",
    ),
    "error_other_site": (
        "Biểu mẫu này do một trang khác gửi đến; chỉ trang này mới sửa được.",
        "此表单由其他网站发来；只有本站页面可以更正。",
        "This form was sent by another site; only pages of this one can correct.",
    ),
    "error_long_form": (
        "Biểu mẫu dài quá {limit} byte.",
        "表单超过 {limit} 字节。",
        "A form of more than {limit} bytes is not taken.",
    ),
    "error_no_document": (
        "Không có tài liệu “{value}” trong chỉ mục này.",
        "此索引中没有文档“{value}”。",
        "There is no document “{value}” in this index.",
    ),
    # What went wrong: web/http/refusals.py, and the index
    "error_no_page": ("Không có trang này.", "没有这个页面。", "There is no such page."),
    "error_wrong_host": (
        "Máy chủ này không mang tên “{host}”. Nếu đúng là tên của nó, hãy khởi động "
        "với --allowed-host và tên ấy.",
        "此服务器不以“{host}”为名。若确应如此，请在启动时用 --allowed-host 写明该名。",
        "This server does not answer to the name “{host}”. If it should, start it with "
        "--allowed-host and that name.",
    ),
    "error_bad_address": (
        "Địa chỉ có hơn {limit} tham số.",
        "网址的参数超过 {limit} 个。",
        "The address has more than {limit} parameters.",
    ),
    "error_bad_method": (
        "Địa chỉ này chỉ để đọc (GET hoặc HEAD).",
        "此地址只供读取（GET 或 HEAD）。",
        "This address can only be read (GET or HEAD).",
    ),
    "error_busy": (
        "Đang có quá nhiều câu hỏi cùng lúc. Xin thử lại sau giây lát.",
        "同时的查询太多，请稍后再试。",
        "More is being asked than can be answered at once. Try again in a moment.",
    ),
    "error_too_slow": (
        "Câu hỏi này cần nhiều thời gian hơn mức cho phép. Hãy thu hẹp lại.",
        "此查询超出允许的时间，请缩小范围。",
        "This takes longer than an answer may take. Ask for less of it.",
    ),
    "error_broken": (
        "Có lỗi ở phía máy chủ; đã ghi vào nhật ký.",
        "服务器出错，已记入日志。",
        "Something went wrong here; it was written to the server's log.",
    ),
    "error_index": (
        "Chưa đọc được chỉ mục.",
        "索引无法读取。",
        "The index can't be read.",
    ),
    "error_not_kept": (
        "Chưa ghi được chỗ sửa này; không có gì thay đổi.",
        "此更正未能记录，一切照旧。",
        "This was not kept; nothing has changed.",
    ),
    "title_wrong": ("Chưa được", "未能完成", "That did not work"),
}


class Words:
    """The words of one language: ``words["find"]``, ``words.counted("documents", 3)``."""

    def __init__(self, language: str) -> None:
        column = list(LANGUAGES).index(language)
        self.language = language
        self._words = {key: row[column] for key, row in WORDS.items()}

    def __getitem__(self, key: str) -> str:
        return self._words[key]

    def get(self, key: str, otherwise: str) -> str:
        """A row that may not be there: the values of a facet are what the records say."""
        return self._words.get(key, otherwise)

    def filled(self, key: str, **facts: object) -> str:
        """A row with its ``{…}`` filled in."""
        return self._words[key].format(**facts)

    def counted(self, key: str, number: int) -> str:
        """A row that says a number, in the singular where it is one."""
        return self.filled(f"{key}_one" if number == 1 else key, n=grouped(number))
