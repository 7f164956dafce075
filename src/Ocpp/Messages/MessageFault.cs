namespace ChargerFirmware.Ocpp.Messages;

/// <summary>What is wrong with a payload.</summary>
/// <param name="Code">The error its sender gets.</param>
/// <param name="Path">Where, as a JSON path such as <c>$.meterValue[0].timestamp</c>.</param>
/// <param name="Expected">What should have been there.</param>
public sealed record MessageFault(ErrorCode Code, string Path, string Expected)
{
    /// <summary>For the description of a CALLERROR, and for logs.</summary>
    public override string ToString() => $"{Path}: {Expected}";
}
