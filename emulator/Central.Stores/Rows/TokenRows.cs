using ChargerFirmware.Central.Records;

namespace ChargerFirmware.Central.Stores.Rows;

internal static class TokenRows
{
    private static readonly Table s_table = new("token", "key bytes", "id_token text", "status text", "parent text", "expires_at number");

    public static Statement Keep => s_table.Upsert;

    public static Statement Remove => s_table.Delete;

    public static Statement All { get; } = s_table.Select("");

    public static byte[] KeyOf(string idToken) => RowKey.Of(RowKey.Folded(idToken));

    public static object?[] Values(TokenRecord token) =>
        [KeyOf(token.IdToken), Cell.Of(token.IdToken), token.Status.ToString(), Cell.Of(token.Group), Cell.Of(token.ExpiryDate)];

    public static TokenRecord Read(Row row)
    {
        row.Skip();
        return new TokenRecord(row.Text(), row.Word<TokenStatus>(), row.TextOrNull(), row.TimeOrNull());
    }
}
