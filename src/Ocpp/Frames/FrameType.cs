namespace ChargerFirmware.Ocpp.Frames;

/// <summary>The number a frame begins with.</summary>
public enum FrameType
{
    /// <summary>None that could be read.</summary>
    Unknown = 0,
    Call = 2,
    CallResult = 3,
    CallError = 4,
}
