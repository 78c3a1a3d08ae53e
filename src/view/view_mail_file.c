#include "view/view_mail_file.h"

#include "view/view_invitation.h"

Doc *view_mail_files(Arena *arena, const MailFiles *files)
{
    Doc *doc = doc_object(arena);
    doc_set_id(arena, doc, "touch_id", files->touch_id);
    doc_set_id(arena, doc, "lead_id", files->lead_id);
    Doc *list = doc_set_array(arena, doc, "files");
    for (size_t i = 0; i < files->count; i++) {
        const MailFile *file = &files->at[i];
        Doc *one = doc_add_object(arena, list);
        doc_set_id(arena, one, "id", file->id);
        doc_set_text(arena, one, "name", file->name);
        doc_set_text(arena, one, "type", file->type);
        doc_set_int(arena, one, "size", file->size);
        doc_set_bool(arena, one, "image", file->image);
        doc_set_bool(arena, one, "of_content", file->of_content);
        doc_set_bool(arena, one, "had", file->had);
        doc_set_text(arena, one, "way", file_way_name(file->way));
    }
    doc_set_int(arena, doc, "weight", files->weight);
    doc_set_int(arena, doc, "most", files->most);
    doc_set_text(arena, doc, "most_by", files->of_server ? "server" : "setting");
    doc_set_bool(arena, doc, "fits", files->weight <= files->most);
    doc_set_bool(arena, doc, "linkable", files->linkable);
    doc_set_bool(arena, doc, "of_text", files->of_text);
    doc_set_bool(arena, doc, "pictures", files->pictures);
    view_invitation_offer(arena, doc, &files->invitation);
    doc_set_text(arena, doc, "fixed", files->fixed);
    return doc;
}

Doc *view_mail_files_went(Arena *arena, const MailFilesWent *went)
{
    Doc *list = doc_array(arena);
    for (size_t i = 0; i < went->count; i++) {
        const MailFileWent *file = &went->at[i];
        Doc *one = doc_add_object(arena, list);
        doc_set_id(arena, one, "id", file->id);
        doc_set_text(arena, one, "name", file->name);
        doc_set_int(arena, one, "size", file->size);
        doc_set_text(arena, one, "way", file_way_name(file->way));
    }
    return list;
}
