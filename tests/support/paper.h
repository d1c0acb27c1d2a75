/* paper.h - fonts, marks and files for the tests of what is printed. */
#ifndef PAPER_H
#define PAPER_H

#include "aofuto/pdf/document.h"

enum { PAPER_BODY, PAPER_BOLD, PAPER_IPAMJ, PAPER_MINCHO };

struct ao_faces *paper_faces(void);

/* One text after another down the page, 9 mm apart, in its face. */
void paper_text(struct ao_page *, unsigned face, const char *s);

/* A document of these pages, saved to the path. */
struct ao_document_info paper_info(void);
void paper_save(struct ao_document *, const char *path);

/* Runs a command (printf format) and returns what it wrote to stdout and
 * stderr, NUL-ended, to be freed; it must succeed. */
char *paper_run(const char *format, ...) AO_PRINTF(1, 2);
/* Fails the test where what was said has no such part. */
void paper_has(const char *said, const char *part);

/* A folder of its own for the test, removed at its end. */
const char *paper_folder(void);
void paper_folder_remove(void);
/* qpdf, pdffonts and poppler have nothing to say against the file; its pages
 * are left beside it as pictures. */
void paper_is_sound(const char *path);

#endif
