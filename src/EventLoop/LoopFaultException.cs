namespace ChargerFirmware.EventLoop;

/// <summary>Work that nobody awaited has failed on a virtual loop; the cause is the inner exception.</summary>
public sealed class LoopFaultException(Exception inner)
    : Exception($"Work that nobody awaited has failed: {inner.GetBaseException().Message}", inner);
