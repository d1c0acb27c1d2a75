/* envelope.c - templates/windows.yaml, or the test fails. */
#include "envelope.h"

#include <check.h>

struct ao_windows *envelope_open(void)
{
	struct ao_error err = {0};
	struct ao_windows *windows =
		ao_windows_open(PROJECT_DIR "/templates/windows.yaml", &err);

	ck_assert_msg(windows != NULL, "%s: %s", err.where, err.text);
	return windows;
}

const struct ao_window *envelope_find(const struct ao_windows *windows,
				      const char *name)
{
	struct ao_error err = {0};
	const struct ao_window *w = ao_windows_find(windows, name, NULL, &err);

	ck_assert_msg(w != NULL, "%s", err.text);
	return w;
}

void envelope_same(struct ao_box got, struct ao_box want)
{
	ck_assert_double_eq_tol(got.x, want.x, 1e-9);
	ck_assert_double_eq_tol(got.y, want.y, 1e-9);
	ck_assert_double_eq_tol(got.width, want.width, 1e-9);
	ck_assert_double_eq_tol(got.height, want.height, 1e-9);
}
