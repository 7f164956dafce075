namespace ChargerFirmware.Ocpp.Rpc;

/// <summary>A CALL of ours that is not settled yet.</summary>
internal sealed class OutgoingCall(string messageId, string action, ReadOnlyMemory<byte> frame, TimeSpan timeout)
{
    private readonly TaskCompletionSource<CallOutcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string MessageId { get; } = messageId;

    public string Action { get; } = action;

    public ReadOnlyMemory<byte> Frame { get; } = frame;

    public TimeSpan Timeout { get; } = timeout;

    public ITimer? Timer { get; set; }

    /// <summary>When it went out: a <see cref="TimeProvider.GetTimestamp"/>; null while it has not.</summary>
    public long? SentAt { get; set; }

    public Task<CallOutcome> Outcome => _outcome.Task;

    public void Settle(CallOutcome outcome)
    {
        Timer?.Dispose();
        _outcome.TrySetResult(outcome);
    }
}
