namespace ChargerFirmware.Station.Protocol.Transactions;

/// <summary>What has become of the oldest message so far.</summary>
/// <param name="Sequence">Which one it is about.</param>
/// <param name="Failures">Sends that were answered with a CALLERROR.</param>
/// <param name="IsStripped">It is sent without what a central system can do without, which has refused the whole of it for its content.</param>
public sealed record OutboxHead(long Sequence, int Failures, bool IsStripped);
