/* The module `beck-letter`: Pango shapes, Cairo draws. */
#include "channel/letter/ink.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <string.h>

#define POINTS_PER_MM  (72.0 / 25.4)
#define DOTS_PER_POINT (96.0 / 72.0) /* of a picture: to be read on a screen */

struct Ink {
    Buf *out;
    cairo_surface_t *surface;
    cairo_t *cairo;
    PangoFontMap *fonts; /* of its own, so that no two threads share one */
    PangoContext *context;
    PangoLayout *layout;
    int unwritten;
    int picture, sheets; /* the sheet that is pictured, 0: all are a PDF; those begun */
    bool on_sheet;
};

/* The first of them that is there. All are made for reading; what they lack comes from any other.
 */
static const char families[] = "Carlito, Liberation Sans, Noto Sans, DejaVu Sans, sans-serif";

static cairo_status_t write_bytes(void *closure, const unsigned char *bytes, unsigned int length)
{
    Buf *out = closure;
    buf_add(out, bytes, length);
    return out->over ? CAIRO_STATUS_WRITE_ERROR : CAIRO_STATUS_SUCCESS;
}

static bool any_font(PangoFontMap *fonts)
{
    PangoFontFamily **found = NULL;
    int count = 0;
    pango_font_map_list_families(fonts, &found, &count);
    g_free(found);
    return count > 0;
}

/* Lines break the same on every sheet, whatever the screens of this machine are like. */
static void set_context(Ink *ink)
{
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(ink->fonts), 72);
    ink->context = pango_font_map_create_context(ink->fonts);
    pango_cairo_context_set_font_options(ink->context, options);
    pango_context_set_round_glyph_positions(ink->context, FALSE);
    cairo_font_options_destroy(options);
    ink->layout = pango_layout_new(ink->context);
    pango_layout_set_wrap(ink->layout, PANGO_WRAP_WORD_CHAR);
}

static void set_about(cairo_surface_t *surface, const InkAbout *about)
{
    auto_arena Arena *scratch = arena_new();
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, about->title);
    if (about->author)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR, about->author);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Beck");
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE,
                                   time_rfc3339(scratch, about->made_at));
}

static void free_ink(Ink *ink)
{
    if (ink->layout)
        g_object_unref(ink->layout);
    if (ink->context)
        g_object_unref(ink->context);
    g_object_unref(ink->fonts);
    if (ink->cairo)
        cairo_destroy(ink->cairo);
    if (ink->surface)
        cairo_surface_destroy(ink->surface);
    g_free(ink);
}

static void put_on(Ink *ink, cairo_surface_t *surface)
{
    if (ink->cairo)
        cairo_destroy(ink->cairo);
    if (ink->surface)
        cairo_surface_destroy(ink->surface);
    ink->surface = surface;
    ink->cairo = cairo_create(surface);
}

static Ink *open_ink(Buf *out, const InkAbout *about, Err *err)
{
    Ink *ink = g_new0(Ink, 1);
    ink->out = out;
    ink->fonts = pango_cairo_font_map_new();
    if (!any_font(ink->fonts)) {
        err_set(err, ERR_BROKEN,
                "this machine has no font to write with: install fonts-dejavu-core");
        free_ink(ink);
        return NULL;
    }
    set_context(ink);
    ink->picture = about->picture;
    if (ink->picture) {
        put_on(ink, cairo_recording_surface_create(CAIRO_CONTENT_ALPHA, NULL));
    } else {
        put_on(ink, cairo_pdf_surface_create_for_stream(write_bytes, out, 1, 1));
        set_about(ink->surface, about);
    }
    if (cairo_status(ink->cairo) != CAIRO_STATUS_SUCCESS) {
        err_set(err, ERR_BROKEN, "no PDF can be drawn here: %s",
                cairo_status_to_string(cairo_status(ink->cairo)));
        free_ink(ink);
        return NULL;
    }
    return ink;
}

static void end_sheet(Ink *ink)
{
    if (ink->on_sheet && !ink->picture)
        cairo_show_page(ink->cairo);
    if (ink->on_sheet && ink->sheets == ink->picture)
        cairo_surface_write_to_png_stream(ink->surface, write_bytes, ink->out);
    ink->on_sheet = false;
}

/* What is on the other sheets is drawn as well, and thrown away: where lines break is known then.
 */
static void begin_picture(Ink *ink, double width, double height)
{
    const double dots = POINTS_PER_MM * DOTS_PER_POINT;
    if (ink->sheets != ink->picture) {
        put_on(ink, cairo_recording_surface_create(CAIRO_CONTENT_ALPHA, NULL));
        return;
    }
    /* A grey PNG is a third as large, and Cairo writes one of what is only opaque or not: the sheet
     * is opaque, ink takes that away. */
    put_on(ink,
           cairo_image_surface_create(CAIRO_FORMAT_A8, (int)(width * dots), (int)(height * dots)));
    cairo_paint(ink->cairo);
    cairo_set_operator(ink->cairo, CAIRO_OPERATOR_DEST_OUT);
    cairo_scale(ink->cairo, DOTS_PER_POINT, DOTS_PER_POINT);
}

static void begin_sheet(Ink *ink, double width, double height)
{
    end_sheet(ink);
    ink->sheets++;
    if (ink->picture)
        begin_picture(ink, width, height);
    else
        cairo_pdf_surface_set_size(ink->surface, width * POINTS_PER_MM, height * POINTS_PER_MM);
    ink->on_sheet = true;
}

static void lay_out(Ink *ink, const InkText *text)
{
    static const PangoAlignment alignments[] = {
        [INK_START] = PANGO_ALIGN_LEFT,
        [INK_CENTRE] = PANGO_ALIGN_CENTER,
        [INK_END] = PANGO_ALIGN_RIGHT,
    };
    PangoFontDescription *font = pango_font_description_from_string(families);
    pango_font_description_set_size(font, (int)(text->size * PANGO_SCALE));
    pango_font_description_set_weight(font, text->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(ink->layout, font);
    pango_font_description_free(font);
    pango_layout_set_width(ink->layout, (int)(text->width * POINTS_PER_MM * PANGO_SCALE));
    pango_layout_set_alignment(ink->layout, alignments[text->align]);
    pango_layout_set_ellipsize(ink->layout,
                               text->one_line ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
    pango_layout_set_height(ink->layout, -1);
    pango_layout_set_text(ink->layout, text->text, -1);
}

/* Draws the lines from `from` on that fit, each at its place below the first of them. */
static InkDrawn draw_lines(Ink *ink, const InkText *text)
{
    size_t length = strlen(text->text);
    InkDrawn drawn = {.next = length};
    double top = -1, room = text->height > 0 ? text->height * POINTS_PER_MM : 0;
    PangoLayoutIter *at = pango_layout_get_iter(ink->layout);
    do {
        PangoRectangle place;
        PangoLayoutLine *line = pango_layout_iter_get_line_readonly(at);
        size_t start = (size_t)pango_layout_line_get_start_index(line);
        if (start < text->from)
            continue;
        pango_layout_iter_get_line_extents(at, NULL, &place);
        double line_top = (double)place.y / PANGO_SCALE;
        top = top < 0 ? line_top : top;
        double bottom = line_top + (double)place.height / PANGO_SCALE - top;
        if (room > 0 && bottom > room) {
            drawn.next = start;
            break;
        }
        drawn.height = bottom / POINTS_PER_MM;
        if (!text->measured) {
            double baseline = (double)pango_layout_iter_get_baseline(at) / PANGO_SCALE - top;
            double aside = text->flush ? 0 : (double)place.x / PANGO_SCALE;
            cairo_move_to(ink->cairo, text->x * POINTS_PER_MM + aside,
                          text->y * POINTS_PER_MM + baseline);
            pango_cairo_show_layout_line(ink->cairo, line);
        }
    } while (pango_layout_iter_next_line(at));
    pango_layout_iter_free(at);
    return drawn;
}

static InkDrawn draw_text(Ink *ink, const InkText *text)
{
    lay_out(ink, text);
    if (!text->measured)
        ink->unwritten += pango_layout_get_unknown_glyphs_count(ink->layout);
    return draw_lines(ink, text);
}

static void draw_box(Ink *ink, double x, double y, double width, double height, double line)
{
    cairo_rectangle(ink->cairo, x * POINTS_PER_MM, y * POINTS_PER_MM, width * POINTS_PER_MM,
                    height * POINTS_PER_MM);
    if (line > 0) {
        cairo_set_line_width(ink->cairo, line * POINTS_PER_MM);
        cairo_stroke(ink->cairo);
    } else {
        cairo_fill(ink->cairo);
    }
}

static int count_unwritten(Ink *ink)
{
    int count = ink->unwritten;
    ink->unwritten = 0;
    return count;
}

static bool close_ink(Ink *ink, Err *err)
{
    end_sheet(ink);
    cairo_surface_finish(ink->surface);
    cairo_status_t status = cairo_surface_status(ink->surface);
    if (status == CAIRO_STATUS_SUCCESS)
        status = cairo_status(ink->cairo);
    bool over = ink->out->over;
    size_t most = ink->out->maximum;
    free_ink(ink);
    if (over)
        return err_set(err, ERR_INPUT, "the PDF is larger than %zu MB: print fewer at once",
                       most >> 20);
    return status == CAIRO_STATUS_SUCCESS ||
           err_set(err, ERR_BROKEN, "the PDF could not be drawn: %s",
                   cairo_status_to_string(status));
}

extern const InkDriver beck_module_letter;
__attribute__((visibility("default"))) const InkDriver beck_module_letter = {
    .open = open_ink,
    .sheet = begin_sheet,
    .text = draw_text,
    .box = draw_box,
    .unwritten = count_unwritten,
    .close = close_ink,
};
