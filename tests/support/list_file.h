/* list_file.h - lists for tests: bytes into a file, a list into text. */
#ifndef LIST_FILE_H
#define LIST_FILE_H

#include "aofuto/input/list.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LIST_PATH_SIZE 64

/* Writes the bytes to a new file; its path is left in `path`. */
static inline void list_file(char path[LIST_PATH_SIZE], const char *bytes,
			     size_t n)
{
	int fd;

	strcpy(path, "/tmp/aofuto-list-XXXXXX");
	fd = mkstemp(path);
	ck_assert(fd >= 0);
	ck_assert(write(fd, bytes, n) == (ssize_t)n);
	close(fd);
}

/* \n \r \t \" \\ and \xHH in a table's text become the bytes. */
static inline size_t unescape(const char *s, char *out)
{
	static const char letters[] = "nrt\"\\", bytes[] = "\n\r\t\"\\";
	size_t n = 0;

	while (*s) {
		const char *at;
		unsigned byte;

		if (*s != '\\') {
			out[n++] = *s++;
			continue;
		}
		s++;
		if (*s == 'x' && sscanf(s + 1, "%2x", &byte) == 1) {
			out[n++] = (char)byte;
			s += 3;
			continue;
		}
		at = strchr(letters, *s);
		ck_assert_msg(at && *s, "unknown escape \\%c", *s);
		out[n++] = bytes[at - letters];
		s++;
	}
	out[n] = '\0';
	return n;
}

/* What came of reading a list to its end. */
struct list_read {
	struct ao_error err;
	struct ao_findings *findings;
	struct ao_buf text; /* every resident, a line each */
	unsigned long rows;
	char encoding[32];
};

static inline void list_line(struct ao_buf *b, const struct ao_resident *r)
{
	const struct ao_date date[] = {
		r->birth_date,
		r->stay_ends_on,
		r->support_from,
		r->support_until,
		r->card_applied_on,
		r->card.issued_on,
		r->card.expires_on,
		r->card.previous_expires_on,
		r->auth_cert.issued_on,
		r->auth_cert.expires_on,
		r->auth_cert.previous_expires_on,
		r->sign_cert.issued_on,
		r->sign_cert.expires_on,
		r->sign_cert.previous_expires_on,
	};
	char iso[AO_DATE_ISO_SIZE];

	ao_buf_addf(b, "%lu:%lu believed=%d set_aside=%d", r->row, r->line,
		    r->believed, (int)r->set_aside);
	ao_buf_addf(b, " [%s|%s|%s|%s|%s|%s|%s|%s|%s]", r->resident_id, r->name,
		    r->name_kana, r->postal_code, r->address, r->address_town,
		    r->address_number, r->building, r->application_id);
	ao_buf_addf(b, " %s %s %s", ao_residence_name(r->residence),
		    ao_card_status_name(r->status),
		    ao_language_name(r->language));
	ao_buf_addf(b, " unknown=%d support=%d guardian=%d", r->birth_unknown,
		    r->support_measure, r->guardianship);
	for (size_t i = 0; i < AO_COUNT(date); i++)
		ao_buf_addf(b, " %s", ao_date_iso(date[i], iso));
	ao_buf_adds(b, "\n");
}

static inline void list_read_path(struct list_read *out, const char *path,
				  const struct ao_list_options *options)
{
	struct ao_resident r;
	struct ao_list *list;

	*out = (struct list_read){.findings = ao_findings_new()};
	list = ao_list_open(path, options, out->findings, &out->err);
	if (!list)
		return;
	snprintf(out->encoding, sizeof(out->encoding), "%s",
		 ao_list_encoding(list));
	while (ao_list_next(list, &r, &out->err) == AO_STEP_ITEM) {
		list_line(&out->text, &r);
		out->rows++;
	}
	ao_list_close(list);
}

static inline void list_read(struct list_read *out, const char *bytes, size_t n,
			     const struct ao_list_options *options)
{
	char path[LIST_PATH_SIZE];

	list_file(path, bytes, n);
	list_read_path(out, path, options);
	unlink(path);
}

static inline void list_read_release(struct list_read *r)
{
	ao_findings_free(r->findings);
	ao_buf_release(&r->text);
}

#endif
