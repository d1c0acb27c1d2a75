/* verify_ledger.c - the run that a folder is of, as the ledger has it. */
#include "verify_inside.h"

#include "aofuto/ledger/issue.h"

#include <stdlib.h>
#include <string.h>

/* By the bytes of a volume; where none is known any more, by what run.json
 * says, if that run was made of the same list. */
static bool find_run(struct in_ledger *l, const struct ao_record *record,
		     struct ao_ledger *ledger, struct ao_error *err)
{
	struct ao_run_row *rows;
	int64_t id = 0;
	size_t n;

	for (size_t i = 0; i < record->volumes && !id; i++)
		if (!ao_volume_run(ledger, record->volume[i].file.sha256, &id,
				   err))
			return false;
	if (!ao_runs(ledger, record->month, l->arena, &rows, &n, err))
		return false;
	for (size_t i = 0; i < n; i++)
		if (id ? rows[i].id == id
		       : rows[i].id == record->run &&
				    !strcmp(rows[i].made.list_sha256,
					    record->list_sha256))
			l->row = rows[i];
	return true;
}

static const struct ao_volume_row *volume_named(const struct in_ledger *l,
						const char *name)
{
	for (size_t i = 0; i < l->volumes; i++)
		if (strcmp(l->volume[i].name, name) == 0)
			return &l->volume[i];
	return NULL;
}

/* Whoever changes a volume may change run.json too, but not the ledger: the
 * volumes are then held against what it says. */
static void compare_volumes(const struct in_ledger *l, struct ao_record *record,
			    const struct ao_fault_teller *t)
{
	size_t known = 0;

	for (size_t i = 0; i < record->volumes; i++) {
		struct ao_record_file *file = &record->volume[i].file;
		const struct ao_volume_row *v = volume_named(l, file->name);

		known += v != NULL;
		if (!v) {
			t->tell(t->data, file->name,
				_("the ledger does not have this volume"));
		} else if (strcmp(v->sha256, file->sha256) != 0) {
			file->sha256 = v->sha256;
			t->tell(t->data, AO_RECORD_NAME,
				_("run.json was changed since: it does not "
				  "name the SHA-256 that the ledger has of a "
				  "volume"));
		}
	}
	if (known < l->volumes)
		t->tell(t->data, AO_RECORD_NAME,
			_("the ledger has more volumes of this run than "
			  "run.json names"));
}

static bool add_one(const struct ao_planned *planned,
		    const struct ao_planned_place *place, void *data)
{
	(void)place;
	ao_pile_put(data,
		    &(struct ao_piled){.row = planned->row,
				       .resident_id = planned->resident_id,
				       .kind = planned->kind,
				       .expiry = planned->expiry,
				       .pages = planned->pages,
				       .sheets = planned->sheets},
		    planned->notice);
	return true;
}

/* The values may be purged; then there is nothing to compare with. */
static bool load_values(struct in_ledger *l, struct ao_ledger *ledger,
			struct ao_error *err)
{
	struct ao_error why = {0};

	l->pile = ao_pile_new();
	for (size_t i = 0; i < l->volumes; i++) {
		if (ao_volume_issues(ledger, l->row.id, l->volume[i].number,
				     add_one, l->pile, &why))
			continue;
		ao_pile_free(l->pile);
		l->pile = NULL;
		return why.status == AO_INPUT ||
		       ao_fail(err, why.status, why.where, "%s", why.text);
	}
	return true;
}

/* The form that was printed on, whatever the templates are now. */
static bool open_form(struct in_ledger *l, const struct ao_kit *kit,
		      struct ao_ledger *ledger, struct ao_error *err)
{
	const struct ao_run_made *made = &l->row.made;
	struct ao_kit_stored stored = {
		.name = ao_arena_printf(l->arena, _("run %lld"),
					(long long)l->row.id),
		.fonts_folder = made->fonts_folder};
	bool ok = true;

	for (int i = 0; ok && i < AO_FORM_TEXTS; i++) {
		if (!*made->form_sha256[i])
			continue;
		ok = ao_form_text(ledger, made->form_sha256[i], &l->form[i],
				  err);
		stored.form[i] = (struct ao_bytes){l->form[i].s, l->form[i].n};
	}
	l->kit_open = ok && ao_kit_open(&l->kit,
					&(struct ao_kit_order){
						.settings = kit->settings,
						.qr_address = made->qr_address,
						.as_of = made->as_of,
						.month = made->month,
						.stored = &stored},
					err);
	return l->kit_open;
}

bool in_ledger_open(struct in_ledger *l,
		    const struct ao_verify_run_order *order, bool formed,
		    const struct ao_fault_teller *teller, struct ao_error *err)
{
	struct ao_ledger *ledger = order->ledger;

	*l = (struct in_ledger){.arena = ao_arena_new()};
	if (!ledger || order->record->specimen)
		return true;
	if (!find_run(l, order->record, ledger, err))
		return false;
	if (!l->row.id)
		return true;
	if (!ao_volumes_done(ledger, l->row.id, l->arena, &l->volume,
			     &l->volumes, err))
		return false;
	compare_volumes(l, order->record, teller);
	return order->list ||
	       (load_values(l, ledger, err) &&
		(formed || !l->pile || open_form(l, order->kit, ledger, err)));
}

void in_ledger_close(struct in_ledger *l)
{
	if (l->kit_open)
		ao_kit_close(&l->kit);
	for (int i = 0; i < AO_FORM_TEXTS; i++)
		ao_buf_release(&l->form[i]);
	ao_pile_free(l->pile);
	ao_arena_free(l->arena);
	*l = (struct in_ledger){0};
}
