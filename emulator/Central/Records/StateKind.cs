namespace ChargerFirmware.Central.Records;

/// <summary>What kind of thing a station's state log tells.</summary>
public enum StateKind
{
    Connected,
    Disconnected,
    Boot,
    Status,
}
