#include "sheets.h"

#include <check.h>
#include <string.h>

#define BIZUD "/usr/share/fonts/truetype/bizud-gothic/"

enum { MOST_ITEMS = 16 };

static struct ao_faces *open_faces(void)
{
	static const struct ao_face_file file[] = {
		{.name = "BIZ UDPGothic",
		 .path = BIZUD "BIZUDPGothic-Regular.ttf"},
		{.name = "BIZ UDPGothic Bold",
		 .path = BIZUD "BIZUDPGothic-Bold.ttf"},
		{.name = "IPAmj Mincho",
		 .path = "/usr/share/fonts/truetype/ipamj/ipamjm.ttf"},
		{.name = "BIZ UDGothic",
		 .path = BIZUD "BIZUDGothic-Regular.ttf"},
	};
	static const unsigned face[] = {0, 1, 2, 3};
	static const struct ao_face_role role[] = {
		{"body", &face[0], 1},
		{"bold", &face[1], 1},
		{"name", &face[2], 1},
		{"digits", &face[3], 1},
	};
	struct ao_error err = {0};
	struct ao_faces *faces = ao_faces_open(file, 4, role, 4, &err);

	ck_assert_msg(faces != NULL, "%s: %s", err.where, err.text);
	return faces;
}

void sheets_init(struct sheets *s)
{
	static const char *const role[] = {"body", "bold", "name", "digits"};
	static int group[] = {4, 4, 4, 4, 4, 3};

	memset(s, 0, sizeof(*s));
	s->arena = ao_arena_new();
	s->faces = open_faces();
	for (size_t i = 0; i < AO_COUNT(s->style); i++)
		s->style[i] = (struct ao_style){.name = role[i],
						.font = role[i],
						.size = 10,
						.leading = 16,
						.floor = 10,
						.one_line = 10};
	s->template = (struct ao_template){.path = "test.yaml",
					   .width = 210,
					   .height = 297,
					   .style = s->style,
					   .styles = AO_COUNT(s->style),
					   .sheet = s->sheet};
	memcpy(s->template.id_group, group, sizeof(group));
	s->template.id_groups = AO_COUNT(group);
}

void sheets_release(struct sheets *s)
{
	ao_faces_close(s->faces);
	ao_arena_free(s->arena);
}

static enum ao_field field_of(const char *s, size_t n)
{
	static const char *const name[] = {
#define X(id, text, type) text,
		AO_FIELD_TABLE(X)
#undef X
	};

	for (size_t i = 0; i < AO_COUNT(name); i++)
		if (strlen(name[i]) == n && !memcmp(name[i], s, n))
			return (enum ao_field)i;
	ck_abort_msg("no field %.*s", (int)n, s);
}

struct ao_text sheets_text(struct sheets *s, const char *text)
{
	struct ao_text t = {0};

	t.span = ao_arena_alloc(s->arena, (strlen(text) + 1) * sizeof(*t.span));
	while (*text) {
		struct ao_span *span = &t.span[t.spans++];
		size_t n = strcspn(text, "{}");

		if (*text != '{') {
			span->literal = ao_arena_strndup(s->arena, text, n);
			text += n;
			continue;
		}
		n = strcspn(++text, "}");
		if (*text == '=') {
			span->unbroken = true;
			span->literal =
				ao_arena_strndup(s->arena, text + 1, n - 1);
		} else {
			span->type = AO_SPAN_FIELD;
			span->field = field_of(text, n);
			t.variable = true;
		}
		text += n + 1;
	}
	return t;
}

struct ao_sheet_item *sheets_item(struct sheets *s, size_t sheet,
				  enum ao_item_type type, struct ao_box box,
				  size_t blocks)
{
	struct ao_sheet *on = &s->sheet[sheet];
	struct ao_sheet_item *item;

	if (!on->item)
		on->item = ao_arena_alloc(s->arena,
					  MOST_ITEMS * sizeof(*on->item));
	if (s->template.sheets <= sheet)
		s->template.sheets = sheet + 1;
	ck_assert_uint_lt(on->items, MOST_ITEMS);
	item = &on->item[on->items++];
	item->type = type;
	item->box = box;
	item->columns = 1;
	item->line_number = (unsigned)(100 * (sheet + 1) + on->items);
	item->column_number = 9;
	item->block =
		ao_arena_alloc(s->arena, (blocks + 1) * sizeof(*item->block));
	return item;
}

struct ao_block *sheets_block(struct sheets *s, struct ao_sheet_item *item,
			      int style, const char *text)
{
	struct ao_block *b = &item->block[item->blocks++];

	b->style = &s->style[style];
	b->text = sheets_text(s, text);
	item->variable |= b->text.variable;
	return b;
}

struct ao_sheet_item *sheets_one(struct sheets *s, size_t sheet,
				 struct ao_box box, int style, const char *text)
{
	struct ao_sheet_item *item =
		sheets_item(s, sheet, AO_ITEM_TYPE_TEXT, box, 1);

	sheets_block(s, item, style, text);
	return item;
}

struct ao_layout *sheets_layout(struct sheets *s)
{
	struct ao_error err = {0};
	struct ao_layout *l = ao_layout_new(&s->template, s->faces, &err);

	ck_assert_msg(l != NULL, "%s: %s", err.where, err.text);
	return l;
}
