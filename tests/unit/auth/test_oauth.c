/* OAuth: what is asked of a provider, and what its answers mean. */
#include "auth/oauth.h"
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const unsigned char key[DIGEST_KEY_BYTES] = "a key of a workspace, 32 bytes.";

static OAuthClient client_of(const char *provider)
{
    Err err;
    return (OAuthClient){.provider = oauth_provider(provider, &err),
                         .id = "id 1",
                         .secret = "s&cret",
                         .authorize_url = "https://login.example/authorize?x=1",
                         .token_url = "https://login.example/token",
                         .scope = "mail"};
}

static void test_consent(void **state)
{
    auto_arena Arena *arena = arena_new();
    OAuthClient any = client_of("any"), google = client_of("google");
    const char *verifier = oauth_verifier(arena, key, "st");
    assert_int_equal(strlen(verifier), 43); /* RFC 7636 §4.1: 43 to 128 */
    assert_string_equal(verifier, oauth_verifier(arena, key, "st"));
    assert_string_not_equal(verifier, oauth_verifier(arena, key, "su"));
    const char *url = oauth_consent_url(arena, &any, "http://127.0.0.1:1/", "st", verifier, "a@b");
    assert_true(text_starts(url, "https://login.example/authorize?x=1&response_type=code"
                                 "&client_id=id%201&redirect_uri=http%3A%2F%2F127.0.0.1%3A1%2F"
                                 "&scope=mail&state=st&code_challenge="));
    assert_non_null(strstr(url, "&code_challenge_method=S256"));
    assert_non_null(strstr(url, "&login_hint=a%40b"));
    assert_null(strstr(url, verifier));
    url = oauth_consent_url(arena, &google, "https://b.example/oauth/callback", "st", verifier, "");
    assert_true(text_starts(url, "https://accounts.google.com/o/oauth2/v2/auth?response_type"));
    assert_non_null(strstr(url, "&access_type=offline&prompt=consent"));
}

/* RFC 7636, appendix B. */
static void test_challenge_of_the_standard(void **state)
{
    auto_arena Arena *arena = arena_new();
    OAuthClient any = client_of("any");
    const char *url =
        oauth_consent_url(arena, &any, "r", "s", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", "");
    assert_non_null(strstr(url, "code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&"));
}

static void test_fields(void **state)
{
    auto_arena Arena *arena = arena_new();
    const char *query = "xcode=no&code=a%2Fb+c&state=%zz&error=&last=1%2";
    assert_string_equal(oauth_field(arena, query, "code"), "a/b c");
    assert_null(oauth_field(arena, query, "state"));
    assert_string_equal(oauth_field(arena, query, "error"), "");
    assert_null(oauth_field(arena, query, "last"));
    assert_null(oauth_field(arena, query, "od"));
    assert_null(oauth_field(arena, "code=%00", "code"));
}

static void test_addresses_of_a_provider(void **state)
{
    static const struct {
        const char *url;
        bool right;
    } cases[] = {
        {"https://login.example/token", true},
        {"http://127.0.0.1:80/token", true},
        {"http://localhost/token", true},
        {"http://[::1]:1/token", true},
        {"http://login.example/", false},
        {"http://localhost.example/", false},
        {"http://127.0.0.1.example/", false},
        {"http://localhost:1@evil.example/token", false},
        {"http://127.0.0.1:80@evil.example/", false},
        {"https://login.example:443@evil.example/token", false},
        {"http://localhost:80\\@evil.example/", false},
        {"https://a b/", false},
        {"", false},
        {"ftp://127.0.0.1/", false},
    };
    Err err;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        OAuthClient client = client_of("any");
        client.token_url = cases[i].url;
        assert_int_equal(oauth_client_check(&client, &err), cases[i].right);
    }
    OAuthClient client = client_of("google");
    client.token_url = NULL;
    assert_true(oauth_client_check(&client, &err));
    client.id = "";
    assert_false(oauth_client_check(&client, &err));
    assert_string_equal(err.field, "client_id");
}

/* --- answers ---------------------------------------------------------------------------------- */

static NetAnswer answer;
static const char *asked, *authorization;

static bool say(Arena *arena, const NetRequest *request, NetAnswer *given, Err *err)
{
    (void)err;
    asked = arena_strdup(arena, request->body);
    authorization = NULL;
    for (size_t i = 0; i < request->header_count; i++)
        if (text_equal(request->headers[i].name, "Authorization"))
            authorization = request->headers[i].value;
    *given = answer;
    return true;
}

static void set_answer(int status, const char *body)
{
    answer = (NetAnswer){.status = status, .body = body, .length = strlen(body)};
}

static void test_tokens(void **state)
{
    auto_arena Arena *arena = arena_new();
    OAuthClient any = client_of("any"), google = client_of("google");
    OAuthTokens tokens;
    Err err;
    set_answer(200, "{\"access_token\":\"a\",\"refresh_token\":\"r\",\"token_type\":\"bearer\","
                    "\"expires_in\":10}");
    assert_true(oauth_exchange(arena, &any, "http://h/", "c&d", "v", say, &tokens, &err));
    assert_string_equal(asked, "grant_type=authorization_code&code=c%26d&redirect_uri=http%3A%2F%2F"
                               "h%2F&code_verifier=v");
    assert_string_equal(authorization, "Basic aWQlMjAxOnMlMjZjcmV0"); /* id%201:s%26cret */
    assert_string_equal(tokens.refresh, "r");
    assert_int_equal(tokens.seconds, 10);
    assert_true(oauth_refresh(arena, &google, "r", say, &tokens, &err));
    assert_string_equal(
        asked, "grant_type=refresh_token&refresh_token=r&client_id=id%201&client_secret=s%26cret");
    assert_null(authorization);
    set_answer(200, "{\"access_token\":\"a\",\"token_type\":\"Bearer\"}");
    assert_true(oauth_refresh(arena, &any, "r", say, &tokens, &err));
    assert_null(tokens.refresh);
    assert_int_equal(tokens.seconds, 3600);
    assert_false(oauth_exchange(arena, &any, "r", "c", "v", say, &tokens, &err));
    assert_int_equal(err.kind, ERR_BROKEN);
}

static void test_refusals(void **state)
{
    static const struct {
        int status;
        const char *body;
        ErrKind kind;
        const char *field;
    } cases[] = {
        {400, "{\"error\":\"invalid_grant\"}", ERR_DENIED, "grant"},
        {401, "{\"error\":\"invalid_client\",\"error_description\":\"no\"}", ERR_BROKEN, "client"},
        {400, "{\"error\":\"invalid_scope\"}", ERR_BROKEN, "client"},
        {503, "{\"error\":\"temporarily_unavailable\"}", ERR_BUSY, ""},
        {502, "<html>", ERR_BUSY, ""},
        {429, "", ERR_BUSY, ""},
        {200, "<html>", ERR_BROKEN, "provider"},
        {200, "{\"access_token\":\"a\\r\\nb\",\"token_type\":\"Bearer\"}", ERR_BROKEN, "provider"},
        {200, "{\"access_token\":\"a\",\"token_type\":\"mac\"}", ERR_BROKEN, "provider"},
    };
    auto_arena Arena *arena = arena_new();
    OAuthClient any = client_of("any");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        OAuthTokens tokens;
        Err err = {0};
        set_answer(cases[i].status, cases[i].body);
        assert_false(oauth_refresh(arena, &any, "r", say, &tokens, &err));
        assert_int_equal(err.kind, cases[i].kind);
        assert_string_equal(err.field, cases[i].field);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_consent), cmocka_unit_test(test_challenge_of_the_standard),
        cmocka_unit_test(test_fields),  cmocka_unit_test(test_addresses_of_a_provider),
        cmocka_unit_test(test_tokens),  cmocka_unit_test(test_refusals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
