using ChargerFirmware.Central.Records;
using ChargerFirmware.Station.Maintenance;

namespace ChargerFirmware.Central.Cli.Api.Views;

/// <summary>A configuration key as its station last showed it.</summary>
/// <param name="Value">Null where the station gave none, and for a secret.</param>
internal sealed record ConfigurationView(string Key, string? Value, bool ReadOnly, DateTimeOffset SeenAt)
{
    public static ConfigurationView Of(ConfigurationRecord record) =>
        new(record.Key, SafeText.IsSecret(record.Key) ? null : record.Value, record.IsReadOnly, record.SeenAt);
}
