#include "exchange/xlsx_xml.h"

#include "exchange/allocate.h"

#include <expat.h>
#include <string.h>

enum { CHUNK = 64 * 1024 };

struct XlsxXml {
    XML_Parser parser;
    XlsxPart *part;
    const XlsxXmlHandler *handler;
    void *context;
    bool paused;
    bool last; /* the last chunk was given */
    bool has_dtd;
};

static const char *local_name(const char *name)
{
    const char *colon = strrchr(name, ':');
    return colon ? colon + 1 : name;
}

static void on_start(void *data, const XML_Char *name, const XML_Char **attributes)
{
    XlsxXml *xml = data;
    xml->handler->start(xml->context, local_name(name), attributes);
}

static void on_end(void *data, const XML_Char *name)
{
    XlsxXml *xml = data;
    xml->handler->end(xml->context, local_name(name));
}

static void on_text(void *data, const XML_Char *bytes, int length)
{
    XlsxXml *xml = data;
    xml->handler->text(xml->context, bytes, (size_t)length);
}

static void on_dtd(void *data, const XML_Char *name, const XML_Char *system, const XML_Char *public,
                   int internal)
{
    (void)name, (void)system, (void)public, (void)internal;
    XlsxXml *xml = data;
    xml->has_dtd = true;
    XML_StopParser(xml->parser, XML_FALSE);
}

XlsxXml *xlsx_xml_open(XlsxPart *part, const XlsxXmlHandler *handler, void *context)
{
    XlsxXml *xml = allocate(sizeof *xml);
    xml->part = part;
    xml->handler = handler;
    xml->context = context;
    xml->parser = XML_ParserCreate(NULL);
    if (!xml->parser) {
        fputs("beck: out of memory\n", stderr);
        abort();
    }
    XML_SetUserData(xml->parser, xml);
    XML_SetElementHandler(xml->parser, on_start, on_end);
    XML_SetCharacterDataHandler(xml->parser, on_text);
    XML_SetStartDoctypeDeclHandler(xml->parser, on_dtd);
    return xml;
}

void xlsx_xml_close(XlsxXml *xml)
{
    if (!xml)
        return;
    XML_ParserFree(xml->parser);
    xlsx_part_close(xml->part);
    free(xml);
}

static bool refuse(const XlsxXml *xml, Err *err)
{
    if (xml->has_dtd)
        return err_set(err, ERR_INPUT, "the workbook has a DTD; no spreadsheet program writes one");
    return err_set(err, ERR_INPUT, "the workbook is damaged (%s at line %lu of a part)",
                   XML_ErrorString(XML_GetErrorCode(xml->parser)),
                   (unsigned long)XML_GetCurrentLineNumber(xml->parser));
}

bool xlsx_xml_read(XlsxXml *xml, bool *finished, Err *err)
{
    enum XML_Status status = XML_STATUS_OK;
    if (xml->paused) {
        xml->paused = false;
        status = XML_ResumeParser(xml->parser);
    }
    while (status == XML_STATUS_OK && !xml->last) {
        void *room = XML_GetBuffer(xml->parser, CHUNK);
        size_t got = 0;
        if (!room)
            return err_set(err, ERR_BROKEN, "out of memory while the workbook is read");
        if (!xlsx_part_read(xml->part, room, CHUNK, &got, err))
            return false;
        xml->last = got == 0;
        status = XML_ParseBuffer(xml->parser, (int)got, xml->last);
    }
    if (status == XML_STATUS_ERROR)
        return refuse(xml, err);
    *finished = status == XML_STATUS_OK;
    return true;
}

void xlsx_xml_pause(XlsxXml *xml)
{
    xml->paused = true;
    XML_StopParser(xml->parser, XML_TRUE);
}

const XlsxPart *xlsx_xml_part(const XlsxXml *xml)
{
    return xml->part;
}

const char *xlsx_xml_attribute(const char **attributes, const char *name)
{
    for (; *attributes; attributes += 2)
        if (strcmp(local_name(attributes[0]), name) == 0)
            return attributes[1];
    return NULL;
}
