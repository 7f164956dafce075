using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Station.Storage;

/// <summary>Rows whose value is JSON.</summary>
public static class StoredJson
{
    public static StoreChange Put<T>(string table, string key, T value, JsonTypeInfo<T> type) =>
        StoreChange.Put(table, key, JsonSerializer.SerializeToUtf8Bytes(value, type));

    /// <summary>
    /// The value of a row; null where it is not what it should be, which a row from a damaged file may be. That is logged, and nothing
    /// stumbles over it.
    /// </summary>
    public static T? Read<T>(this StoreRow row, string table, JsonTypeInfo<T> type, ILogger logger)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(row.Value.Span, type);
        }
        catch (Exception damage) when (damage is JsonException or NotSupportedException or InvalidOperationException)
        {
            logger.LogError("The stored row {Table}/{Key} cannot be read and is skipped: {Problem}", table, row.Key, damage.Message);
            return null;
        }
    }
}
