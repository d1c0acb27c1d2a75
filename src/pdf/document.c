/* document.c - pages into one file: a page tree, labels, fixed layers as Form
 * XObjects, a resource dictionary for each set of fonts: a reader builds all
 * fonts of a page's dictionary anew for every page. */
#include "compact.h"
#include "document_inside.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Kids of a node, and labels of a leaf: short lists stay quick to open. */
#define NODE 256

struct font_set { /* what a page shows text in; object numbers */
	bool *used;
	unsigned fonts, resources;
};

struct kid { /* a page until its node is full */
	unsigned number, content;
	size_t set;
	double width, height; /* mm */
};

struct ao_document {
	struct haru *haru;
	const struct ao_typefaces *faces;
	struct drawing drawing;
	struct ao_arena *arena; /* deflated contents */
	struct ao_buf content, deflated;
	bool ended;
	bool plain; /* for the self-test: contents are not deflated */
	bool compact;

	unsigned blank; /* content of every page that shows nothing; or 0 */
	unsigned *font; /* object numbers of the faces; 0: shows nothing */
	unsigned xobjects;
	unsigned *form; /* of a fixed id; 0: not drawn yet */
	size_t forms;
	struct font_set *set; /* in the order of their first page */
	size_t sets;

	double width, height; /* mm, of the first page */
	size_t pages;
	unsigned node;            /* being filled */
	struct kid kid[NODE];     /* of that node */
	struct ao_buf nodes;      /* of the root */
	struct ao_buf labels;     /* of that leaf */
	struct ao_buf label_tree; /* its leaves so far */
};

static void put_reference(struct ao_buf *buf, unsigned number)
{
	ao_buf_addf(buf, "%u 0 R ", number);
}

static void add_fonts(struct ao_document *d)
{
	d->font = ao_calloc(d->faces->n, sizeof(*d->font));
	for (size_t i = 0; i < d->faces->n; i++)
		if (d->faces->face[i].clusters)
			d->font[i] =
				ao_font_object(&d->faces->face[i], d->haru);
}

static struct font_set make_set(struct ao_document *d)
{
	const size_t size = d->faces->n * sizeof(*d->drawing.used);
	struct font_set set = {.used = ao_alloc(size)};
	struct ao_buf text = {0};

	memcpy(set.used, d->drawing.used, size);
	ao_buf_adds(&text, ""); /* where nothing follows */
	for (size_t i = 0; i < d->faces->n; i++)
		if (set.used[i])
			ao_buf_addf(&text, "/F%zu %u 0 R", i, d->font[i]);
	set.fonts = ao_haru_add(d->haru, (struct haru_body){.dict = text.s});
	ao_buf_clear(&text);
	ao_buf_addf(&text, "/Font %u 0 R/XObject %u 0 R", set.fonts,
		    d->xobjects);
	set.resources =
		ao_haru_add(d->haru, (struct haru_body){.dict = text.s});
	ao_buf_release(&text);
	return set;
}

/* The set of the page drawn last, by its place. */
static size_t find_set(struct ao_document *d)
{
	const size_t size = d->faces->n * sizeof(*d->drawing.used);

	for (size_t i = 0; i < d->sets; i++)
		if (!memcmp(d->set[i].used, d->drawing.used, size))
			return i;
	d->set = ao_realloc(d->set, (d->sets + 1) * sizeof(*d->set));
	d->set[d->sets] = make_set(d);
	return d->sets++;
}

static void add_info(struct haru *h, const struct ao_document_info *info)
{
	char day[32], hex[AO_SHA256_HEX];
	unsigned char id[16];

	snprintf(day, sizeof(day), "D:%04d%02d%02d000000Z",
		 info->created_on.year, info->created_on.month,
		 info->created_on.day);
	if (info->title)
		ao_haru_info(h, "Title", info->title);
	if (info->author)
		ao_haru_info(h, "Author", info->author);
	if (info->subject)
		ao_haru_info(h, "Subject", info->subject);
	ao_haru_info(h, "Creator", "aofuto");
	ao_haru_info_ascii(h, "CreationDate", day);
	ao_sha256(info->identity, strlen(info->identity), hex);
	for (size_t i = 0; i < 16; i++) {
		char two[3] = {hex[2 * i], hex[2 * i + 1], '\0'};

		id[i] = (unsigned char)strtoul(two, NULL, 16);
	}
	ao_haru_identity(h, id);
}

/* Scaled paper would move the address out of the window. */
static void add_preferences(struct haru *h, bool duplex)
{
	struct haru_body body = {.dict = "/PrintScaling/None"
					 "/DisplayDocTitle true"};

	if (duplex)
		body.dict = "/PrintScaling/None/DisplayDocTitle true"
			    "/Duplex/DuplexFlipLongEdge";
	ao_haru_catalog(h, "ViewerPreferences", ao_haru_add(h, body));
}

static struct ao_document *start(struct haru *h,
				 const struct ao_typefaces *faces,
				 const struct ao_document_info *info,
				 bool plain)
{
	struct ao_document *d = ao_calloc(1, sizeof(*d));

	if (!faces->built)
		AO_BUG("a document before its fonts are built");
	d->haru = h;
	d->faces = faces;
	d->arena = ao_arena_new();
	d->plain = plain;
	d->compact = info->compact;
	ao_drawing_init(&d->drawing, faces);
	add_info(h, info);
	add_preferences(h, info->duplex);
	ao_haru_language(h, "ja-JP");
	add_fonts(d);
	d->xobjects = ao_haru_reserve(h);
	return d;
}

struct ao_document *ao_document_new(const struct ao_typefaces *faces,
				    const struct ao_document_info *info,
				    struct ao_error *err)
{
	struct haru *h = ao_haru_open(err);

	return h ? start(h, faces, info, /*plain*/ false) : NULL;
}

struct ao_document *ao_document_new_plain(const struct ao_typefaces *faces,
					  const struct ao_document_info *info,
					  struct ao_error *err)
{
	struct haru *h = ao_haru_open(err);

	return h ? start(h, faces, info, /*plain*/ true) : NULL;
}

void ao_document_free(struct ao_document *d)
{
	if (!d)
		return;
	ao_haru_close(d->haru);
	ao_drawing_release(&d->drawing);
	ao_arena_free(d->arena);
	ao_buf_release(&d->content);
	ao_buf_release(&d->deflated);
	ao_buf_release(&d->nodes);
	ao_buf_release(&d->labels);
	ao_buf_release(&d->label_tree);
	for (size_t i = 0; i < d->sets; i++)
		free(d->set[i].used);
	free(d->set);
	free(d->font);
	free(d->form);
	free(d);
}

/* What stands in d->content becomes a stream object. */
static unsigned add_content(struct ao_document *d, const char *dict)
{
	struct ao_buf *from = &d->content;
	const char *kept;

	if (!d->plain) {
		ao_buf_clear(&d->deflated);
		ao_haru_deflate(d->haru, from->s, from->n, &d->deflated);
		from = &d->deflated;
	}
	kept = ao_arena_strndup(d->arena, from->s, from->n);
	return ao_haru_add(d->haru, (struct haru_body){.dict = dict,
						       .bytes = kept,
						       .n = from->n,
						       .deflated = !d->plain});
}

static bool draw_form(struct ao_document *d, unsigned id,
		      const struct ao_page *page, struct ao_error *err)
{
	struct ao_buf dict = {0};
	size_t set;

	if (id >= d->forms) {
		size_t n = (size_t)id + 8;

		d->form = ao_realloc(d->form, n * sizeof(*d->form));
		memset(d->form + d->forms, 0,
		       (n - d->forms) * sizeof(*d->form));
		d->forms = n;
	}
	if (d->form[id])
		return true;
	ao_buf_clear(&d->content);
	if (!ao_drawing_add(&d->drawing, page, &d->content, err))
		return false;
	ao_buf_adds(&dict, "/Type/XObject/Subtype/Form/BBox[0 0 ");
	ao_drawing_points(&dict, page->width);
	ao_drawing_points(&dict, page->height);
	set = find_set(d);
	ao_buf_addf(&dict, "]/Resources<</Font %u 0 R>>", d->set[set].fonts);
	d->form[id] = add_content(d, dict.s);
	ao_buf_release(&dict);
	return true;
}

static void put_size(double width, double height, struct ao_buf *text)
{
	ao_buf_adds(text, "/MediaBox[0 0 ");
	ao_drawing_points(text, width);
	ao_drawing_points(text, height);
	ao_buf_adds(text, "]");
}

/* What most pages of the node show: a page that differs says so itself. */
static size_t common_set(const struct ao_document *d, size_t count)
{
	size_t best = 0, most = 0;

	for (size_t set = 0; set < d->sets; set++) {
		size_t n = 0;

		for (size_t i = 0; i < count; i++)
			n += d->kid[i].set == set;
		if (n > most) {
			most = n;
			best = set;
		}
	}
	return best;
}

static void put_resources(const struct ao_document *d, size_t set,
			  struct ao_buf *text)
{
	ao_buf_addf(text, "/Resources %u 0 R", d->set[set].resources);
}

/* Size and resources are inherited: from the root and from the node. */
static void fill_page(const struct ao_document *d, const struct kid *kid,
		      size_t set, struct ao_buf *text)
{
	ao_buf_clear(text);
	ao_buf_addf(text, "/Type/Page/Parent %u 0 R/Contents %u 0 R", d->node,
		    kid->content);
	if (kid->set != set && kid->content != d->blank)
		put_resources(d, kid->set, text);
	if (fabs(kid->width - d->width) + fabs(kid->height - d->height) > 0)
		put_size(kid->width, kid->height, text);
	ao_haru_fill(d->haru, kid->number, (struct haru_body){.dict = text->s});
}

static void end_node(struct ao_document *d)
{
	struct ao_buf text = {0}, kids = {0};
	size_t count = (d->pages - 1) % NODE + 1, first = d->pages - count;
	size_t set = common_set(d, count);
	unsigned labels;

	for (size_t i = 0; i < count; i++) {
		fill_page(d, &d->kid[i], set, &text);
		put_reference(&kids, d->kid[i].number);
	}
	ao_buf_clear(&text);
	ao_buf_addf(&text, "/Type/Pages/Parent %u 0 R/Count %zu/Kids[%s]",
		    ao_haru_pages(d->haru), count, kids.s);
	put_resources(d, set, &text);
	ao_haru_fill(d->haru, d->node, (struct haru_body){.dict = text.s});
	put_reference(&d->nodes, d->node);
	ao_buf_clear(&text);
	ao_buf_addf(&text, "/Limits[%zu %zu]/Nums[%s]", first, d->pages - 1,
		    d->labels.s);
	labels = ao_haru_add(d->haru, (struct haru_body){.dict = text.s});
	put_reference(&d->label_tree, labels);
	ao_buf_clear(&d->labels);
	ao_buf_release(&kids);
	ao_buf_release(&text);
	d->node = 0;
}

/* The backs of one-sided sheets share theirs. */
static unsigned page_content(struct ao_document *d)
{
	if (d->content.n)
		return add_content(d, "");
	if (!d->blank) {
		ao_buf_adds(&d->content, "\n"); /* nothing does not deflate */
		d->blank = add_content(d, "");
	}
	return d->blank;
}

static void add_page_object(struct ao_document *d, const struct ao_page *page,
			    const char *label)
{
	const size_t set = find_set(d);
	const unsigned content = page_content(d);

	if (!d->node)
		d->node = ao_haru_reserve(d->haru);
	if (!d->pages) {
		d->width = page->width;
		d->height = page->height;
	}
	d->kid[d->pages % NODE] = (struct kid){
		.number = ao_haru_reserve(d->haru),
		.content = content,
		.set = set,
		.width = page->width,
		.height = page->height,
	};
	ao_buf_addf(&d->labels, "%zu<</P", d->pages);
	ao_pdf_string(&d->labels, label);
	ao_buf_adds(&d->labels, ">>");
	d->pages++;
	if (d->pages % NODE == 0)
		end_node(d);
}

bool ao_document_add_page(struct ao_document *d, unsigned fixed_id,
			  const struct ao_page *fixed,
			  const struct ao_page *variable, const char *label,
			  struct ao_error *err)
{
	if (fixed && !draw_form(d, fixed_id, fixed, err))
		return false;
	ao_buf_clear(&d->content);
	if (fixed)
		ao_buf_addf(&d->content, "/X%u Do\n", fixed_id);
	if (!ao_drawing_add(&d->drawing, variable, &d->content, err))
		return false;
	add_page_object(d, variable, label);
	return true;
}

static void end_document(struct ao_document *d)
{
	struct ao_buf text = {0};
	struct haru *h = d->haru;

	if (d->node)
		end_node(d);
	ao_buf_adds(&text, ""); /* where nothing follows */
	for (size_t i = 0; i < d->forms; i++)
		if (d->form[i])
			ao_buf_addf(&text, "/X%zu %u 0 R", i, d->form[i]);
	ao_haru_fill(h, d->xobjects, (struct haru_body){.dict = text.s});
	ao_buf_clear(&text);
	ao_buf_addf(&text, "/Type/Pages/Count %zu/Kids[%s]", d->pages,
		    d->nodes.s);
	put_size(d->width, d->height, &text);
	ao_haru_fill(h, ao_haru_pages(h), (struct haru_body){.dict = text.s});
	ao_buf_clear(&text);
	ao_buf_addf(&text, "/Kids[%s]", d->label_tree.s);
	ao_haru_catalog(h, "PageLabels",
			ao_haru_add(h, (struct haru_body){.dict = text.s}));
	ao_buf_release(&text);
}

bool ao_document_write(struct ao_document *d,
		       bool (*write)(void *to, const void *bytes, size_t n),
		       void *to, struct ao_error *err)
{
	if (d->ended)
		AO_BUG("a document is saved twice");
	d->ended = true;
	if (!d->pages)
		return ao_fail(err, AO_INPUT, NULL,
			       _("a PDF without a page cannot be made"));
	end_document(d);
	return ao_haru_save(d->haru, write, to, err);
}

static bool write_out(void *to, const void *bytes, size_t n)
{
	return ao_out_write(to, bytes, n);
}

static bool write_buf(void *to, const void *bytes, size_t n)
{
	ao_buf_add(to, bytes, n);
	return true;
}

static bool save_compact(struct ao_document *d, struct ao_out *out,
			 struct ao_error *err)
{
	struct ao_buf whole = {0}, small = {0};
	bool ok = ao_document_write(d, write_buf, &whole, err);
	const struct ao_buf *best = &whole;

	if (ok && ao_compact(d->haru, &whole, &small))
		best = &small;
	ok = ok && ao_out_write(out, best->s, best->n);
	ao_buf_release(&small);
	ao_buf_release(&whole);
	return ok;
}

bool ao_document_save(struct ao_document *d, struct ao_out *out,
		      struct ao_error *err)
{
	if (d->compact ? save_compact(d, out, err)
		       : ao_document_write(d, write_out, out, err))
		return true;
	/* A failed write is told by its file. */
	if (err->status == AO_OK && ao_out_finish(out, err))
		AO_BUG("libharu stopped and nothing says why");
	return false;
}

const char *ao_document_library(void)
{
	return ao_haru_version();
}
