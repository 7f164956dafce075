namespace ChargerFirmware.Central.Stores;

/// <summary>What a column holds. Moments are numbers (ticks of UTC, lossless), flags are 0 and 1, words of enums are texts.</summary>
internal enum ColumnType
{
    /// <summary>64 bits.</summary>
    Number,

    /// <summary>As <see cref="ColumnText"/> writes it.</summary>
    Text,

    Bytes,
}
