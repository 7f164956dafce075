namespace ChargerFirmware.Ocpp16.Messages.LocalAuthListManagement;

/// <summary>Asks for the version of the local list. OCPP 1.6, 5.10.</summary>
public sealed record GetLocalListVersionRequest;

/// <summary>Answers <see cref="GetLocalListVersionRequest"/>.</summary>
public sealed record GetLocalListVersionResponse
{
    /// <summary>0 for an empty list, -1 where local lists are not supported.</summary>
    public required int ListVersion { get; init; }
}
