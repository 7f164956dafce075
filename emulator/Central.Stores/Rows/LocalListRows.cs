using System.Text;
using System.Text.Json;
using ChargerFirmware.Central.Records;

namespace ChargerFirmware.Central.Stores.Rows;

/// <summary>A local list is one row, its tokens a JSON array of [token, status, parent, ticks of its expiry]: it is written and read as a whole.</summary>
internal static class LocalListRows
{
    private static readonly Table s_table = new("local_list", "key bytes", "station text", "version number", "tokens text");

    public static Statement Keep => s_table.Upsert;

    public static Statement Remove => s_table.Delete;

    public static Statement All { get; } = s_table.Select("");

    public static byte[] KeyOf(string station) => RowKey.Of(station);

    public static object?[] Values(LocalListRecord list) =>
        [KeyOf(list.Station), Cell.Of(list.Station), (long)list.Version, Cell.Of(Json(list.Tokens))];

    public static LocalListRecord Read(Row row)
    {
        row.Skip();
        return new LocalListRecord(row.Text(), row.Count(), Parse(row.Text()));
    }

    private static string Json(IReadOnlyList<TokenRecord> tokens)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartArray();
            foreach (var token in tokens)
            {
                writer.WriteStartArray();
                // JSON has no halves of surrogate pairs either.
                writer.WriteStringValue(ColumnText.Encode(token.IdToken));
                writer.WriteStringValue(token.Status.ToString());
                writer.WriteStringValue(token.Group is { } parent ? ColumnText.Encode(parent) : null);
                if (token.ExpiryDate is { } expiry)
                {
                    writer.WriteNumberValue(expiry.UtcTicks);
                }
                else
                {
                    writer.WriteNullValue();
                }

                writer.WriteEndArray();
            }

            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static List<TokenRecord> Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return
        [
            .. document.RootElement.EnumerateArray().Select(token => new TokenRecord(
                ColumnText.Decode(token[0].GetString()!),
                Enum.Parse<TokenStatus>(token[1].GetString()!),
                token[2].GetString() is { } parent ? ColumnText.Decode(parent) : null,
                token[3].ValueKind == JsonValueKind.Null ? null : new DateTimeOffset(token[3].GetInt64(), TimeSpan.Zero))),
        ];
    }
}
