/* document_inside.h - what the self-test needs of a document. */
#ifndef DOCUMENT_INSIDE_H
#define DOCUMENT_INSIDE_H

#include "aofuto/pdf/document.h"
#include "drawing.h"
#include "typeface_inside.h"

/* A document whose contents can be read, as they are not deflated. */
AO_CHECKED struct ao_document *
ao_document_new_plain(const struct ao_typefaces *,
		      const struct ao_document_info *, struct ao_error *);
AO_CHECKED bool ao_document_write(struct ao_document *,
				  bool (*write)(void *to, const void *bytes,
						size_t n),
				  void *to, struct ao_error *);

#endif
