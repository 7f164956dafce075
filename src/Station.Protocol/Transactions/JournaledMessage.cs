namespace ChargerFirmware.Station.Protocol.Transactions;

/// <summary>A message in the journal or among the dead letters.</summary>
/// <param name="Failures">Sends that were answered with a CALLERROR.</param>
/// <param name="Payload">JSON.</param>
public sealed record JournaledMessage(long Sequence, string Action, int Failures, bool IsDeadLetter, string Payload);
