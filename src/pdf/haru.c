/* haru.c - the inner objects of libharu, all of them that are used. */
#include "haru.h"

#include <hpdf.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* docs/adr/0001-libharu-objects.md says what to look at in another one. */
#if HPDF_VERSION_ID != 20300
#error "src/pdf/haru.c was written for libharu 2.3.0; see docs/adr/0001"
#endif

#define OBJECT_NUMBER 0x00FFFFFFu

struct sink {
	bool (*write)(void *to, const void *bytes, size_t n);
	void *to;
	bool failed;
};

struct haru {
	HPDF_Doc doc;
	struct ao_arena *arena;   /* the bodies */
	HPDF_Stream plain, small; /* for ao_haru_deflate */
	HPDF_Stream shown;        /* the stream that is being written */
	HPDF_Dict shown_by;       /* its owner for that while, or NULL */
	HPDF_Number length;       /* shared by all streams, never written */
	bool failed;
	unsigned long code, detail; /* of the first failure */
};

static void note(HPDF_STATUS code, HPDF_STATUS detail, void *data)
{
	struct haru *h = data;

	if (h->failed)
		return;
	h->failed = true;
	h->code = code;
	h->detail = detail;
}

static void check(struct haru *h, HPDF_STATUS status)
{
	if (status != HPDF_OK)
		note(status, 0, h);
}

static void *take_memory(HPDF_UINT size)
{
	return ao_alloc(size);
}

const char *ao_haru_version(void)
{
	return "libharu " HPDF_VERSION_TEXT;
}

static bool check_version(struct ao_error *err)
{
	if (!strcmp(HPDF_GetVersion(), HPDF_VERSION_TEXT))
		return true;
	return ao_fail(err, AO_HOST, NULL,
		       _("this program was built for libharu %s but finds "
			 "libharu %s; install the version it was built for, "
			 "or build it again"),
		       HPDF_VERSION_TEXT, HPDF_GetVersion());
}

struct haru *ao_haru_open(struct ao_error *err)
{
	struct haru *h;

	if (!check_version(err))
		return NULL;
	h = ao_calloc(1, sizeof(*h));
	h->arena = ao_arena_new();
	h->doc = HPDF_NewEx(note, take_memory, free, /*pool*/ 0, h);
	if (!h->doc) {
		ao_fail(err, AO_HOST, NULL,
			_("libharu cannot start a document"));
		ao_haru_close(h);
		return NULL;
	}
	h->doc->pdf_version = HPDF_VER_17;
	h->plain = HPDF_MemStream_New(h->doc->mmgr, 1 << 14);
	h->small = HPDF_MemStream_New(h->doc->mmgr, 1 << 14);
	h->shown = HPDF_MemStream_New(h->doc->mmgr, 1 << 14);
	h->length = HPDF_Number_New(h->doc->mmgr, 0);
	if (!h->plain || !h->small || !h->shown || !h->length)
		h->failed = true;
	return h;
}

struct body { /* what a dictionary's attr points to */
	struct haru *haru;
	struct haru_body is;
};

/* libharu asks a stream for an indirect /Length, which would cost each page an
 * object. A hidden one passes its check; the true /Length is in our text. */
static HPDF_STATUS show_stream(HPDF_Dict dict)
{
	struct body *body = dict->attr;
	struct haru *h = body->haru;
	HPDF_STATUS status;

	h->length->header.obj_id = HPDF_OTYPE_NONE;
	status = HPDF_Dict_Add(dict, "Length", h->length);
	h->length->header.obj_id = HPDF_OTYPE_HIDDEN | HPDF_OTYPE_INDIRECT;
	if (status != HPDF_OK)
		return status;
	h->shown_by = dict;
	dict->stream = h->shown;
	return HPDF_Stream_Write(h->shown, body->is.bytes,
				 (HPDF_UINT)body->is.n);
}

static HPDF_STATUS hide_stream(HPDF_Dict dict)
{
	struct body *body = dict->attr;

	dict->stream = NULL;
	body->haru->shown_by = NULL;
	HPDF_MemStream_FreeData(body->haru->shown);
	return HPDF_Dict_RemoveElement(dict, "Length");
}

void ao_haru_close(struct haru *h)
{
	if (!h)
		return;
	if (h->shown_by) /* a failed save left it there */
		check(h, hide_stream(h->shown_by));
	if (h->doc) {
		HPDF_Stream_Free(h->plain);
		HPDF_Stream_Free(h->small);
		HPDF_Stream_Free(h->shown);
		if (h->length)
			HPDF_FreeMem(h->doc->mmgr, h->length);
		HPDF_Free(h->doc);
	}
	ao_arena_free(h->arena);
	free(h);
}

static HPDF_STATUS write_body(HPDF_Dict dict, HPDF_Stream stream)
{
	const struct body *body = dict->attr;
	char more[80];
	HPDF_STATUS status;

	if (!body)
		AO_BUG("object %u was reserved and never filled",
		       dict->header.obj_id & OBJECT_NUMBER);
	status = HPDF_Stream_WriteStr(stream, body->is.dict);
	if (status != HPDF_OK || !body->is.bytes)
		return status;
	snprintf(more, sizeof(more), "%s/Length %zu",
		 body->is.deflated ? "/Filter/FlateDecode" : "", body->is.n);
	return HPDF_Stream_WriteStr(stream, more);
}

static unsigned number_of(HPDF_Dict dict)
{
	return dict->header.obj_id & OBJECT_NUMBER;
}

unsigned ao_haru_reserve(struct haru *h)
{
	HPDF_Dict dict;

	if (h->failed)
		return 0;
	dict = HPDF_Dict_New(h->doc->mmgr);
	if (!dict) {
		h->failed = true;
		return 0;
	}
	dict->write_fn = write_body;
	check(h, HPDF_Xref_Add(h->doc->xref, dict));
	return h->failed ? 0 : number_of(dict);
}

static HPDF_Dict object_of(struct haru *h, unsigned number)
{
	HPDF_XrefEntry entry = HPDF_Xref_GetEntry(h->doc->xref, number);

	if (!entry || !entry->obj)
		AO_BUG("there is no object %u", number);
	return entry->obj;
}

void ao_haru_fill(struct haru *h, unsigned number, struct haru_body is)
{
	struct body *body;
	HPDF_Dict dict;

	if (h->failed)
		return;
	dict = object_of(h, number);
	body = ao_arena_alloc(h->arena, sizeof(*body));
	body->haru = h;
	body->is = is;
	body->is.dict = ao_arena_strdup(h->arena, is.dict ? is.dict : "");
	dict->attr = body;
	dict->before_write_fn = is.bytes ? show_stream : NULL;
	dict->after_write_fn = is.bytes ? hide_stream : NULL;
}

unsigned ao_haru_add(struct haru *h, struct haru_body body)
{
	unsigned number = ao_haru_reserve(h);

	ao_haru_fill(h, number, body);
	return number;
}

/* libharu's own root counts kids that it made itself; ours says the count in
 * its text. */
unsigned ao_haru_pages(struct haru *h)
{
	static const char *const own[] = {"Type", "Kids", "Count"};
	HPDF_Dict pages = h->doc->root_pages;

	if (pages->write_fn == write_body)
		return number_of(pages);
	pages->before_write_fn = NULL;
	pages->write_fn = write_body;
	for (size_t i = 0; i < AO_COUNT(own); i++)
		check(h, HPDF_Dict_RemoveElement(pages, own[i]));
	return number_of(pages);
}

void ao_haru_catalog(struct haru *h, const char *key, unsigned number)
{
	if (!h->failed)
		check(h, HPDF_Dict_Add(h->doc->catalog, key,
				       object_of(h, number)));
}

void ao_pdf_utf16(struct ao_buf *buf, uint32_t cp)
{
	if (cp < 0x10000) {
		ao_buf_addf(buf, "%04X", (unsigned)cp);
		return;
	}
	cp -= 0x10000;
	ao_buf_addf(buf, "%04X%04X", (unsigned)(0xD800 + (cp >> 10)),
		    (unsigned)(0xDC00 + (cp & 0x3FF)));
}

void ao_pdf_string(struct ao_buf *buf, const char *utf8)
{
	size_t plain = strcspn(utf8, "()\\");
	uint32_t cp;

	for (size_t i = 0; i < plain; i++)
		if (utf8[i] < ' ' || utf8[i] > '~')
			plain = i;
	if (!utf8[plain]) {
		ao_buf_addf(buf, "(%s)", utf8);
		return;
	}
	ao_buf_adds(buf, "<FEFF");
	while ((cp = ao_utf8_next(&utf8)) != 0)
		ao_pdf_utf16(buf, cp == AO_UTF8_BAD ? 0xFFFD : cp);
	ao_buf_adds(buf, ">");
}

/* UTF-16BE, because libharu's own strings lose what is beyond U+FFFF. */
void ao_haru_info(struct haru *h, const char *key, const char *utf8)
{
	struct ao_buf bytes = {0};
	uint32_t cp;

	ao_buf_add(&bytes, "\xFE\xFF", 2);
	while ((cp = ao_utf8_next(&utf8)) != 0) {
		uint32_t high = 0, unit = cp == AO_UTF8_BAD ? 0xFFFD : cp;

		if (unit > 0xFFFF) {
			high = 0xD800 + ((unit - 0x10000) >> 10);
			unit = 0xDC00 + ((unit - 0x10000) & 0x3FF);
			ao_buf_add(&bytes,
				   (char[]){(char)(high >> 8), (char)high}, 2);
		}
		ao_buf_add(&bytes, (char[]){(char)(unit >> 8), (char)unit}, 2);
	}
	if (!h->failed)
		check(h, HPDF_Dict_Add(h->doc->info, key,
				       HPDF_Binary_New(h->doc->mmgr,
						       (HPDF_BYTE *)bytes.s,
						       (HPDF_UINT)bytes.n)));
	ao_buf_release(&bytes);
}

static void add_ascii(struct haru *h, HPDF_Dict dict, const char *key,
		      const char *ascii)
{
	if (!h->failed)
		check(h, HPDF_Dict_Add(dict, key,
				       HPDF_String_New(h->doc->mmgr, ascii,
						       /*encoder*/ NULL)));
}

void ao_haru_info_ascii(struct haru *h, const char *key, const char *ascii)
{
	add_ascii(h, h->doc->info, key, ascii);
}

void ao_haru_language(struct haru *h, const char *tag)
{
	add_ascii(h, h->doc->catalog, "Lang", tag);
}

void ao_haru_identity(struct haru *h, const unsigned char id[16])
{
	HPDF_BYTE copy[16];
	HPDF_Array both;

	if (h->failed)
		return;
	memcpy(copy, id, sizeof(copy));
	both = HPDF_Array_New(h->doc->mmgr);
	for (int i = 0; i < 2; i++)
		check(h, HPDF_Array_Add(both, HPDF_Binary_New(h->doc->mmgr,
							      copy, 16)));
	check(h, HPDF_Dict_Add(h->doc->xref->trailer, "ID", both));
}

void ao_haru_deflate(struct haru *h, const void *bytes, size_t n,
		     struct ao_buf *out)
{
	if (h->failed)
		return;
	check(h, HPDF_Stream_Write(h->plain, bytes, (HPDF_UINT)n));
	check(h,
	      HPDF_Stream_WriteToStream(h->plain, h->small,
					HPDF_STREAM_FILTER_FLATE_DECODE, NULL));
	for (HPDF_UINT i = 0; i < HPDF_MemStream_GetBufCount(h->small); i++) {
		HPDF_UINT size = 0;
		HPDF_BYTE *part = HPDF_MemStream_GetBufPtr(h->small, i, &size);

		ao_buf_add(out, (const char *)part, size);
	}
	HPDF_MemStream_FreeData(h->plain);
	HPDF_MemStream_FreeData(h->small);
}

static HPDF_STATUS pass_on(HPDF_Stream stream, const HPDF_BYTE *bytes,
			   HPDF_UINT n)
{
	struct sink *sink = stream->attr;

	if (!sink->failed && sink->write(sink->to, bytes, n))
		return HPDF_OK;
	sink->failed = true;
	return HPDF_SetError(stream->error, HPDF_FILE_IO_ERROR, 0);
}

/* Not HPDF_SaveToFile, which does not see a disk that is full at the end. */
bool ao_haru_save(struct haru *h,
		  bool (*write)(void *to, const void *bytes, size_t n),
		  void *to, struct ao_error *err)
{
	struct sink sink = {.write = write, .to = to};

	if (!h->failed) {
		h->doc->stream =
			HPDF_CallbackWriter_New(h->doc->mmgr, pass_on, &sink);
		check(h, HPDF_SaveToStream(h->doc));
		HPDF_Stream_Free(h->doc->stream);
		h->doc->stream = NULL;
	}
	if (sink.failed)
		return false;
	if (!h->failed)
		return true;
	return ao_fail(err, AO_HOST, NULL,
		       _("libharu could not make the PDF (error 0x%04lX, "
			 "detail %lu)"),
		       h->code, h->detail);
}
