namespace ChargerFirmware.Central.Records;

/// <summary>What kind of thing a station's state log tells.</summary>
public enum StateKind
{
    Connected,
    Disconnected,
    Boot,
    Status,

    /// <summary>A message of a transaction that is not known: what it said stands in the detail.</summary>
    UnknownTransaction,
}
