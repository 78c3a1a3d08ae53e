/* XLSX XML: a part of the archive, pulled through expat. What sees expat here.
 *
 * Internal to the module beck-xlsx. Names come without their namespace's prefix: producers choose
 * those freely, and the two namespaces of ECMA-376 (strict, transitional) have the same names. A
 * DTD is refused: no spreadsheet has one, and entities are how XML bombs are built.
 */
#pragma once

#include "exchange/xlsx_zip.h"

typedef struct XlsxXml XlsxXml;

typedef struct XlsxXmlHandler {
    void (*start)(void *context, const char *name, const char **attributes);
    void (*end)(void *context, const char *name);
    void (*text)(void *context, const char *bytes, size_t length);
} XlsxXmlHandler;

/* The part is the reader's from now on. */
XlsxXml *xlsx_xml_open(XlsxPart *part, const XlsxXmlHandler *handler, void *context);
void xlsx_xml_close(XlsxXml *xml); /* NULL is allowed */

/* Reads until xlsx_xml_pause() is called by a handler, or to the end: `finished` then. INPUT when
 * the XML is broken. */
bool xlsx_xml_read(XlsxXml *xml, bool *finished, Err *err);
void xlsx_xml_pause(XlsxXml *xml);

const XlsxPart *xlsx_xml_part(const XlsxXml *xml);

/* The value of an attribute by its name without prefix, or NULL. */
const char *xlsx_xml_attribute(const char **attributes, const char *name);
