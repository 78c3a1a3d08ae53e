#include "auth/signin_part.h"

#include <qrencode.h>

bool qr_draw_squares(const char *text, unsigned char squares[QR_SQUARES_MOST], int *size)
{
    QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
    if (!code)
        return false;
    int count = code->width * code->width;
    bool fits = count <= QR_SQUARES_MOST;
    for (int i = 0; fits && i < count; i++)
        squares[i] = code->data[i] & 1;
    *size = code->width;
    QRcode_free(code);
    return fits;
}
