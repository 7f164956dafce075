using ChargerFirmware.Bench;
using ChargerFirmware.Central.Cli.Api.Views;
using ChargerFirmware.Central.Records;

namespace ChargerFirmware.Central.Cli.Api.Routes;

/// <summary>Who may charge.</summary>
internal sealed class TokenRoutes(Csms csms)
{
    // OCPP 2.0.1, IdTokenType; OCPP 1.6 has 20.
    private const int LongestToken = 36;

    private const string AllTokens = "/api/v1/id-tokens";
    private const string One = AllTokens + "/{token}";

    private static readonly string[] s_statuses = Enum.GetNames<TokenStatus>();

    public IEnumerable<ApiRoute> All()
    {
        ApiRoute[] routes =
        [
            ApiRoute.Of("GET", AllTokens, "The tokens for which something is set, and what all others hear", [], _ => List()),
            ApiRoute.Of(
                "PUT", AllTokens, "Sets what tokens hear for which nothing is set", [Parameter.OneOf("others", s_statuses) with { IsRequired = true }],
                SetOthersAsync),
            ApiRoute.Of("GET", One, "What is set for a token", [], request => TokenView.Of(Find(request))) with { Refusals = [404] },
            ApiRoute.Of(
                "PUT", One, "Sets what a token hears, all of it anew",
                [
                    Parameter.OneOf("status", s_statuses) with { IsRequired = true }, Parameter.Text("group", "the parent token", LongestToken),
                    Parameter.Moment("expiry_date"),
                ],
                SetAsync) with { Refusals = [422] },
            ApiRoute.Of("DELETE", One, "Forgets a token, which is one of the others again", [], RemoveAsync) with { Refusals = [404] },
        ];
        return routes.Select(route => route with { Tag = "id tokens" });
    }

    private TokensView List() => new(
        csms.Tokens.Others, [.. csms.Tokens.All.OrderBy(token => token.IdToken, StringComparer.OrdinalIgnoreCase).Select(TokenView.Of)]);

    private async Task<TokensView> SetOthersAsync(ApiRequest request)
    {
        await csms.Tokens.SetOthersAsync(StatusOf(request.Required("others")));
        return List();
    }

    private async Task<TokenView> SetAsync(ApiRequest request)
    {
        var token = request.Required("token");
        if (token.Length is 0 or > LongestToken)
        {
            throw new ApiException(422, $"token: expected a text of 1 to {LongestToken} characters, found {token.Length}");
        }

        var record = new TokenRecord(token, StatusOf(request.Required("status")), request.Text("group"), request.Moment("expiry_date"));
        await csms.Tokens.SetAsync(record);
        return TokenView.Of(record);
    }

    private async Task<TokenView> RemoveAsync(ApiRequest request)
    {
        var known = Find(request);
        return await csms.Tokens.RemoveAsync(known.IdToken) ? TokenView.Of(known) : throw Unknown(known.IdToken);
    }

    private TokenRecord Find(ApiRequest request)
    {
        var token = request.Required("token");
        return csms.Tokens.Find(token) ?? throw Unknown(token);
    }

    private static TokenStatus StatusOf(string word) => Enum.Parse<TokenStatus>(word);

    private static ApiException Unknown(string token) =>
        new(404, $"nothing is set for the token '{Quoted.Short(token)}'; expected one of GET {AllTokens}");
}
