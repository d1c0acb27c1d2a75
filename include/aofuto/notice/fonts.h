/* fonts.h - fonts.yaml: which face for what, in which order. */
#ifndef AOFUTO_NOTICE_FONTS_H
#define AOFUTO_NOTICE_FONTS_H

#include "aofuto/notice/face.h"

/* Reads the list and opens the faces. A path in it that is not absolute is
 * beside the list (a city's gaiji font). */
AO_CHECKED struct ao_faces *ao_fonts_open(const char *path, struct ao_error *);

#endif
