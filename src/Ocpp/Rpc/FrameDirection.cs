namespace ChargerFirmware.Ocpp.Rpc;

/// <summary>Which way a frame goes, as its peer sees it.</summary>
public enum FrameDirection
{
    Sent,
    Received,
}
