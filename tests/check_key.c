/* check_key.c - sealed is sealed, and a key file is one line or none. */
#include "aofuto/ledger/key.h"
#include "support/suite.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/check_key.XXXXXX";
static struct ao_error err;

/* Ledgers that exist were written with these: what comes of this key must
 * never change. Made outside of this program (Python: hashlib.blake2b, and
 * ChaCha20Poly1305 of cryptography behind an HChaCha20). */
#define HEX                                                                    \
	"000102030405060708090a0b0c0d0e0f"                                     \
	"101112131415161718191a1b1c1d1e1f"
#define KEY_LINE "aofuto-key-1 " HEX "\n"
#define CHECK    "7fca5a365e3f655242e155888f40b311"
#define RESIDENT "34004e63868a03bade3371c32db44dd5"
#define APPLIED  "c07e187c9e696b42278c97f14cd63a78"
#define SEALED                                                                 \
	"6465666768696a6b6c6d6e6f707172737475767778797a7b"                     \
	"d35d7aafbd87fa3a3d4048dfc12231ead011e0092ff17080"                     \
	"03"

static void enter(void)
{
	ck_assert_ptr_nonnull(mkdtemp(folder));
	ck_assert_int_eq(chdir(folder), 0);
	err = (struct ao_error){0};
}

static void leave(void)
{
	char command[64];

	snprintf(command, sizeof(command), "rm -rf %s", folder);
	ck_assert_int_eq(system(command), 0);
}

static void put(const char *path, const char *s, mode_t mode)
{
	FILE *f = fopen(path, "wb");

	ck_assert_ptr_nonnull(f);
	ck_assert_int_ge(fputs(s, f), 0);
	ck_assert_int_eq(fclose(f), 0);
	ck_assert_int_eq(chmod(path, mode), 0);
}

static struct ao_key *known(void)
{
	struct ao_key *key;

	put("known", KEY_LINE, 0600);
	key = ao_key_open("known", &err);
	ck_assert_msg(key, "%s: %s", err.where, err.text);
	return key;
}

static struct ao_bytes bytes(const char *s)
{
	return (struct ao_bytes){s, strlen(s)};
}

static struct ao_bytes held(const struct ao_buf *b)
{
	return (struct ao_bytes){b->s, b->n};
}

static const char *hex_of(const void *s, size_t n)
{
	static char out[512];
	const unsigned char *p = s;

	ck_assert_uint_lt(2 * n, sizeof(out));
	for (size_t i = 0; i < n; i++)
		snprintf(out + 2 * i, 3, "%02x", p[i]);
	return out;
}

static void unhex(const char *hex, struct ao_buf *out)
{
	for (; *hex; hex += 2) {
		unsigned byte;
		char c;

		ck_assert_int_eq(sscanf(hex, "%2x", &byte), 1);
		c = (char)byte;
		ao_buf_add(out, &c, 1);
	}
}

START_TEST(sealed_opens_again)
{
	static const char *const text[] = {"", "x", "髙橋　吉之助"};
	struct ao_key *key = ao_key_new(&err);
	struct ao_buf sealed = {0}, plain = {0};

	ck_assert_ptr_nonnull(key);
	for (size_t i = 0; i < COUNT(text); i++) {
		ao_buf_clear(&sealed);
		ao_buf_clear(&plain);
		ao_buf_adds(&sealed, "before");
		ao_buf_adds(&plain, "kept,");
		ao_seal(key, bytes(text[i]), bytes("row 7"), &sealed);
		ck_assert_uint_eq(sealed.n, 6 + 24 + strlen(text[i]) + 16);
		ck_assert(ao_unseal(
			key, (struct ao_bytes){sealed.s + 6, sealed.n - 6},
			bytes("row 7"), &plain));
		ck_assert_uint_eq(plain.n, 5 + strlen(text[i]));
		ck_assert_str_eq(plain.s + 5, text[i]);
		/* One byte alone stands in any sealed text now and then. */
		ck_assert(
			strlen(text[i]) < 4 ||
			!memmem(sealed.s, sealed.n, text[i], strlen(text[i])));
	}
	ao_buf_release(&sealed);
	ao_buf_release(&plain);
	ao_key_close(key);
	ao_key_close(NULL);
}
END_TEST

START_TEST(the_same_twice_looks_different)
{
	struct ao_key *key = known();
	struct ao_buf a = {0}, b = {0};

	ao_seal(key, bytes("same"), bytes("row"), &a);
	ao_seal(key, bytes("same"), bytes("row"), &b);
	ck_assert_uint_eq(a.n, b.n);
	ck_assert_int_ne(memcmp(a.s, b.s, 24), 0);
	ck_assert_int_ne(memcmp(a.s + 24, b.s + 24, a.n - 24), 0);
	ao_buf_release(&a);
	ao_buf_release(&b);
	ao_key_close(key);
}
END_TEST

START_TEST(a_changed_bit_does_not_open)
{
	struct ao_key *key = known();
	struct ao_buf sealed = {0}, plain = {0};

	ao_seal(key, bytes("埼玉県所沢市"), bytes("row 7"), &sealed);
	ao_buf_adds(&plain, "kept");
	for (size_t bit = 0; bit < 8 * sealed.n; bit++) {
		sealed.s[bit / 8] = (char)(sealed.s[bit / 8] ^ 1 << bit % 8);
		ck_assert_msg(
			!ao_unseal(key, held(&sealed), bytes("row 7"), &plain),
			"bit %zu", bit);
		ck_assert_str_eq(plain.s, "kept");
		ck_assert_uint_eq(plain.n, 4);
		sealed.s[bit / 8] = (char)(sealed.s[bit / 8] ^ 1 << bit % 8);
	}
	for (size_t n = 0; n < sealed.n; n++)
		ck_assert(!ao_unseal(key, (struct ao_bytes){sealed.s, n},
				     bytes("row 7"), &plain));
	ao_buf_add(&sealed, "", 1);
	ck_assert(!ao_unseal(key, held(&sealed), bytes("row 7"), &plain));
	ao_buf_release(&sealed);
	ao_buf_release(&plain);
	ao_key_close(key);
}
END_TEST

START_TEST(another_row_or_key_does_not_open)
{
	static const char *const row[] = {"", "row 8", "row 77", "row "};
	struct ao_key *key = known(), *other = ao_key_new(&err);
	struct ao_buf sealed = {0}, plain = {0};

	ao_seal(key, bytes("text"), bytes("row 7"), &sealed);
	for (size_t i = 0; i < COUNT(row); i++)
		ck_assert(
			!ao_unseal(key, held(&sealed), bytes(row[i]), &plain));
	ck_assert(!ao_unseal(other, held(&sealed), bytes("row 7"), &plain));
	ck_assert(ao_unseal(key, held(&sealed), bytes("row 7"), &plain));
	ao_buf_release(&sealed);
	ao_buf_release(&plain);
	ao_key_close(key);
	ao_key_close(other);
}
END_TEST

/* An old ledger opens, and finds whom it has printed. */
START_TEST(what_is_made_of_a_key_lasts)
{
	struct ao_key *key = known();
	struct ao_buf sealed = {0}, plain = {0};
	unsigned char out[AO_KEY_HASH];

	ao_key_check(key, out);
	ck_assert_str_eq(hex_of(out, sizeof(out)), CHECK);
	ao_key_hash(key, AO_HASH_RESIDENT, "1001", out);
	ck_assert_str_eq(hex_of(out, sizeof(out)), RESIDENT);
	ao_key_hash(key, AO_HASH_APPLICATION, "1001", out);
	ck_assert_str_eq(hex_of(out, sizeof(out)), APPLIED);
	unhex(SEALED, &sealed);
	ck_assert(ao_unseal(key, held(&sealed), bytes("row 7"), &plain));
	ck_assert_str_eq(plain.s, "青封筒");
	ao_buf_release(&sealed);
	ao_buf_release(&plain);
	ao_key_close(key);
}
END_TEST

START_TEST(hashes_differ)
{
	struct ao_key *key = known(), *other = ao_key_new(&err);
	unsigned char a[AO_KEY_HASH], b[AO_KEY_HASH];

	ao_key_hash(key, AO_HASH_RESIDENT, "1001", a);
	ao_key_hash(key, AO_HASH_RESIDENT, "1001", b);
	ck_assert_mem_eq(a, b, sizeof(a));
	ao_key_hash(key, AO_HASH_RESIDENT, "1002", b);
	ck_assert_mem_ne(a, b, sizeof(a));
	ao_key_hash(key, AO_HASH_APPLICATION, "1001", b);
	ck_assert_mem_ne(a, b, sizeof(a));
	ao_key_hash(other, AO_HASH_RESIDENT, "1001", b);
	ck_assert_mem_ne(a, b, sizeof(a));
	ao_key_check(key, a);
	ao_key_check(other, b);
	ck_assert_mem_ne(a, b, sizeof(a));
	ao_key_close(key);
	ao_key_close(other);
}
END_TEST

START_TEST(written_is_read)
{
	struct ao_key *key = ao_key_new(&err), *again;
	unsigned char a[AO_KEY_CHECK], b[AO_KEY_CHECK];
	struct stat st;

	/* A temporary that somebody laid there for all to read is not used. */
	put(".key.tmp", "old", 0666);
	ck_assert_msg(ao_key_write(key, "key", &err), "%s", err.text);
	ck_assert_int_eq(stat("key", &st), 0);
	ck_assert_uint_eq(st.st_mode & 07777, 0600);
	ck_assert_int_eq(st.st_size, 13 + 64 + 1);
	ck_assert_int_ne(access(".key.tmp", F_OK), 0);
	again = ao_key_open("key", &err);
	ck_assert_ptr_nonnull(again);
	ao_key_check(key, a);
	ao_key_check(again, b);
	ck_assert_mem_eq(a, b, sizeof(a));
	ao_key_close(key);
	ao_key_close(again);
}
END_TEST

START_TEST(a_known_secret_is_written_as_it_was)
{
	struct ao_key *key = known();
	struct ao_buf b = {0};
	char line[128] = "";
	FILE *f;

	ck_assert(ao_key_write(key, "copy", &err));
	f = fopen("copy", "rb");
	ck_assert_ptr_nonnull(f);
	ck_assert_uint_eq(fread(line, 1, sizeof(line) - 1, f), 78);
	fclose(f);
	ck_assert_str_eq(line, KEY_LINE);
	ao_buf_release(&b);
	ao_key_close(key);
}
END_TEST

START_TEST(a_file_that_is_there_stays)
{
	struct ao_key *key = known();
	char text[16] = "";
	FILE *f;

	put("mine", "precious", 0600);
	ck_assert(!ao_key_write(key, "mine", &err));
	ck_assert_int_eq(err.status, AO_HOST);
	ck_assert_str_eq(err.where, "mine");
	ck_assert_int_ne(access(".mine.tmp", F_OK), 0);
	f = fopen("mine", "rb");
	ck_assert_ptr_nonnull(f);
	ck_assert_ptr_nonnull(fgets(text, sizeof(text), f));
	fclose(f);
	ck_assert_str_eq(text, "precious");
	ao_key_close(key);
}
END_TEST

static void not_written(const struct ao_key *key, const char *path)
{
	err = (struct ao_error){0};
	ck_assert(!ao_key_write(key, path, &err));
	ck_assert_int_eq(err.status, AO_HOST);
	ck_assert_int_ne(access(path, F_OK), 0);
}

START_TEST(where_nothing_can_be_written)
{
	struct ao_key *key = known();
	struct rlimit few = {40, 40};

	not_written(key, "nowhere/key");
	ck_assert_int_eq(mkdir("closed", 0500), 0);
	if (geteuid() == 0) { /* root writes anywhere */
		ck_assert_int_eq(chmod(folder, 0755), 0);
		ck_assert_int_eq(seteuid(65534), 0);
	}
	not_written(key, "closed/key");
	ck_assert_int_eq(seteuid(getuid()), 0);
	signal(SIGXFSZ, SIG_IGN);
	ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &few), 0);
	not_written(key, "full");
	ck_assert_int_ne(access(".full.tmp", F_OK), 0);
	ao_key_close(key);
}
END_TEST

static const struct {
	const char *text;
	mode_t mode;
	const char *say;
} faults[] = {
	{"", 0600, "empty"},
	{"\n", 0600, "not a key file"},
	{"aofuto-key-1 ", 0600, "not a key file"},
	{"aofuto-key-1 0001\n", 0600, "not a key file"},
	{"aofuto-key-1 " HEX, 0600, "not a key file"},        /* cut short */
	{KEY_LINE "\n", 0600, "not a key file"},              /* more */
	{KEY_LINE KEY_LINE, 0600, "not a key file"},          /* two */
	{"aofuto-key-1 " HEX "\r\n", 0600, "not a key file"}, /* edited */
	{"aofuto-key-1 " HEX "\r", 0600, "not a key file"},
	{" aofuto-key-1 " HEX "\n", 0600, "not a key file"},
	{"aofuto-key-2 " HEX "\n", 0600, "not a key file"},
	{"aofuto_key-1 " HEX "\n", 0600, "not a key file"},
	{"aofuto-key-1 000102030405060708090A0B0C0D0E0F"
	 "101112131415161718191a1b1c1d1e1f\n",
	 0600, "not a key file"}, /* capitals */
	{"aofuto-key-1 g00102030405060708090a0b0c0d0e0f"
	 "101112131415161718191a1b1c1d1e1f\n",
	 0600, "not a key file"},
	{HEX HEX "\n", 0600, "not a key file"},
	{KEY_LINE, 0644, "chmod 600"},
	{KEY_LINE, 0640, "chmod 600"},
	{KEY_LINE, 0604, "chmod 600"},
	{KEY_LINE, 0601, "chmod 600"},
	{KEY_LINE, 0620, "chmod 600"},
	{KEY_LINE, 0600, NULL},
	{KEY_LINE, 0400, NULL}, /* a credential is read only */
	{KEY_LINE, 0700, NULL},
};

START_TEST(another_content_is_refused)
{
	struct ao_key *key;

	put("key", faults[_i].text, faults[_i].mode);
	key = ao_key_open("key", &err);
	ck_assert_int_eq(key == NULL, faults[_i].say != NULL);
	ck_assert_int_eq(err.status, faults[_i].say ? AO_INPUT : AO_OK);
	if (faults[_i].say)
		ck_assert_msg(strstr(err.text, faults[_i].say), "%s", err.text);
	/* A message goes to a screen and into a log. */
	ck_assert_ptr_null(strstr(err.text, "0001"));
	ao_key_close(key);
}
END_TEST

static void not_opened(const char *path, enum ao_status status, const char *say)
{
	err = (struct ao_error){0};
	ck_assert_ptr_null(ao_key_open(path, &err));
	ck_assert_int_eq(err.status, status);
	ck_assert_str_eq(err.where, path);
	ck_assert_msg(strstr(err.text, say), "%s", err.text);
}

START_TEST(what_is_no_file_is_refused)
{
	put("real", KEY_LINE, 0600);
	ck_assert_int_eq(symlink("real", "link"), 0);
	ck_assert_int_eq(symlink("nowhere", "dangling"), 0);
	ck_assert_int_eq(mkdir("folder", 0700), 0);
	ck_assert_int_eq(mkfifo("pipe", 0600), 0);
	not_opened("missing", AO_HOST, "not there");
	not_opened("real/key", AO_HOST, "cannot open");
	not_opened("link", AO_INPUT, "symbolic link");
	not_opened("dangling", AO_INPUT, "symbolic link");
	not_opened("folder", AO_INPUT, "folder");
	not_opened("pipe", AO_INPUT, "regular file");
	not_opened("/dev/null", AO_INPUT, "regular file");
}
END_TEST

/* systemd's access list shows as the group's permission. Here the group is
 * the one by which another user reads what is root's. */
START_TEST(a_credential_of_root_is_taken)
{
	struct ao_key *key;

	if (geteuid() != 0) {
		fputs("not root: credentials are not tested\n", stderr);
		return;
	}
	put("key", KEY_LINE, 0440);
	put("open", KEY_LINE, 0444);
	put("write", KEY_LINE, 0460);
	ck_assert_int_eq(chmod(folder, 0755), 0);
	ck_assert_int_eq(setegid(0), 0);
	ck_assert_int_eq(chown("key", 0, 0), 0);
	not_opened("key", AO_INPUT, "chmod 600"); /* root's own can be 0600 */
	err = (struct ao_error){0};
	ck_assert_int_eq(seteuid(65534), 0);
	key = ao_key_open("key", &err);
	ck_assert_msg(key, "%s", err.text);
	ao_key_close(key);
	not_opened("open", AO_INPUT, "chmod 600");
	not_opened("write", AO_INPUT, "chmod 600");
	ck_assert_int_eq(seteuid(0), 0);
}
END_TEST

START_TEST(memory_that_cannot_be_locked_will_do)
{
	struct rlimit none = {0, 0};
	struct ao_key *key;

	put("key", KEY_LINE, 0600);
	ck_assert_int_eq(chmod(folder, 0777), 0);
	ck_assert_int_eq(chown("key", 65534, 65534), 0);
	ck_assert_int_eq(setrlimit(RLIMIT_MEMLOCK, &none), 0);
	ck_assert_int_eq(seteuid(65534), 0); /* the limit is not root's */
	key = ao_key_open("key", &err);
	ck_assert_msg(key, "%s", err.text);
	ao_key_close(key);
	ck_assert_int_eq(seteuid(getuid()), 0);
}
END_TEST

START_TEST(random_is_random)
{
	unsigned char a[32] = {0}, b[32] = {0};

	ao_random(a, sizeof(a));
	ao_random(b, sizeof(b));
	ck_assert_mem_ne(a, b, sizeof(a));
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_checked_fixture(tc, enter, leave);
	tcase_add_test(tc, sealed_opens_again);
	tcase_add_test(tc, the_same_twice_looks_different);
	tcase_add_test(tc, a_changed_bit_does_not_open);
	tcase_add_test(tc, another_row_or_key_does_not_open);
	tcase_add_test(tc, what_is_made_of_a_key_lasts);
	tcase_add_test(tc, hashes_differ);
	tcase_add_test(tc, written_is_read);
	tcase_add_test(tc, a_known_secret_is_written_as_it_was);
	tcase_add_test(tc, a_file_that_is_there_stays);
	tcase_add_test(tc, where_nothing_can_be_written);
	tcase_add_loop_test(tc, another_content_is_refused, 0,
			    (int)COUNT(faults));
	tcase_add_test(tc, what_is_no_file_is_refused);
	tcase_add_test(tc, a_credential_of_root_is_taken);
	tcase_add_test(tc, memory_that_cannot_be_locked_will_do);
	tcase_add_test(tc, random_is_random);
}

SUITE_MAIN("key", fill);
