namespace ChargerFirmware.Central.Stores;

/// <summary>Values as they go into a row.</summary>
internal static class Cell
{
    public static object? Of(string? text) => text is null ? null : ColumnText.Encode(text);

    public static object? Of(long? number) => number;

    public static object? Of(DateTimeOffset? moment) => moment?.UtcTicks;

    public static object Of(bool flag) => flag ? 1L : 0L;
}
