/* fuzz_template.c - any bytes as a template, city, settings or font list. */
#include "aofuto/base/settings.h"
#include "aofuto/notice/city.h"
#include "aofuto/notice/template.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char a_city[] =
	"format: 1\n"
	"qr_address: https://example.invalid/{application_id}\n"
	"facts: {phone: \"04\", office: 市民課}\n";

/* A file of these bytes; path is its name. */
static int file_of(const void *bytes, size_t n, char path[64])
{
	int fd = memfd_create("fuzz", MFD_CLOEXEC);

	if (fd < 0 || write(fd, bytes, n) != (ssize_t)n)
		abort();
	snprintf(path, 64, "/proc/self/fd/%d", fd);
	return fd;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char path[64], city_path[64];
	int fd = file_of(data, size, path);
	int city_fd = file_of(a_city, sizeof(a_city) - 1, city_path);
	struct ao_error err = {0}, other = {0}, third = {0};
	struct ao_city *city = ao_city_open(city_path, &err);
	struct ao_template *t;
	struct ao_settings settings;

	if (!city)
		abort();
	t = ao_template_open(path, city, &err);
	if (!t && err.status == AO_OK)
		abort();
	ao_template_close(t);
	ao_city_close(city);
	city = ao_city_open(path, &other);
	if (!city && other.status == AO_OK)
		abort();
	ao_city_close(city);
	if (ao_settings_read(path, &settings, &third))
		ao_settings_release(&settings);
	close(fd);
	close(city_fd);
	return 0;
}
