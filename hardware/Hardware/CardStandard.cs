namespace ChargerFirmware.Hardware;

/// <summary>What a presented token is the UID of.</summary>
public enum CardStandard
{
    /// <summary>Of no card, of one that the reader cannot name, or not the UID alone.</summary>
    Unknown,

    /// <summary>Proximity cards, ISO/IEC 14443.</summary>
    Iso14443,

    /// <summary>Vicinity cards, ISO/IEC 15693.</summary>
    Iso15693,
}
