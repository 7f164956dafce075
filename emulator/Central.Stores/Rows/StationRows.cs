using ChargerFirmware.Central.Records;

namespace ChargerFirmware.Central.Stores.Rows;

internal static class StationRows
{
    private static readonly Table s_table = new(
        "station", "key bytes", "identity text", "subprotocol text", "vendor text", "model text", "serial_number text", "firmware_version text",
        "iccid text", "imsi text", "meter_type text", "meter_serial_number text", "registration text", "booted_at number", "boots number",
        "last_heard number", "firmware_status text", "diagnostics_status text");

    public static Statement Keep => s_table.Upsert;

    public static Statement Remove => s_table.Delete;

    public static Statement All { get; } = s_table.Select("");

    public static byte[] KeyOf(string identity) => RowKey.Of(identity);

    public static object?[] Values(StationRecord station) =>
    [
        KeyOf(station.Identity), Cell.Of(station.Identity), Cell.Of(station.Subprotocol), Cell.Of(station.Vendor), Cell.Of(station.Model),
        Cell.Of(station.SerialNumber), Cell.Of(station.FirmwareVersion), Cell.Of(station.Iccid), Cell.Of(station.Imsi), Cell.Of(station.MeterType),
        Cell.Of(station.MeterSerialNumber), station.Registration?.ToString(), Cell.Of(station.BootedAt), Cell.Of(station.Boots),
        Cell.Of(station.LastHeard), Cell.Of(station.FirmwareStatus), Cell.Of(station.DiagnosticsStatus),
    ];

    public static StationRecord Read(Row row)
    {
        row.Skip();
        return new StationRecord(row.Text())
        {
            Subprotocol = row.TextOrNull(),
            Vendor = row.TextOrNull(),
            Model = row.TextOrNull(),
            SerialNumber = row.TextOrNull(),
            FirmwareVersion = row.TextOrNull(),
            Iccid = row.TextOrNull(),
            Imsi = row.TextOrNull(),
            MeterType = row.TextOrNull(),
            MeterSerialNumber = row.TextOrNull(),
            Registration = row.WordOrNull<RegistrationState>(),
            BootedAt = row.TimeOrNull(),
            Boots = row.Count(),
            LastHeard = row.TimeOrNull(),
            FirmwareStatus = row.TextOrNull(),
            DiagnosticsStatus = row.TextOrNull(),
        };
    }
}
