namespace ChargerFirmware.Ocpp.Rpc;

/// <summary>A CALL of ours that is not settled yet.</summary>
internal sealed class OutgoingCall(string messageId, ReadOnlyMemory<byte> frame, TimeSpan timeout)
{
    private readonly TaskCompletionSource<CallOutcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string MessageId { get; } = messageId;

    public ReadOnlyMemory<byte> Frame { get; } = frame;

    public TimeSpan Timeout { get; } = timeout;

    public ITimer? Timer { get; set; }

    public Task<CallOutcome> Outcome => _outcome.Task;

    public void Settle(CallOutcome outcome)
    {
        Timer?.Dispose();
        _outcome.TrySetResult(outcome);
    }
}
