namespace ChargerFirmware.Ocpp.Rpc;

/// <summary>Something for the log of a peer's owner.</summary>
/// <param name="Cause">What was thrown, if anything was.</param>
public sealed record RpcIncident(RpcIncidentKind Kind, string Description, string? MessageId = null, Exception? Cause = null);
