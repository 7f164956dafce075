namespace ChargerFirmware.Ocpp.Rpc;

/// <summary>A call of ours and what became of it, for counters.</summary>
/// <param name="Took">From the moment it went out; null when it never did.</param>
public sealed record SettledCall(string Action, CallEnd End, TimeSpan? Took);
