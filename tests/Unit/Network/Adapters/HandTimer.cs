namespace ChargerFirmware.Tests.Unit.Network.Adapters;

/// <summary>A timer of a <see cref="HandTime"/>.</summary>
internal sealed class HandTimer(Action end, TimeSpan dueTime) : ITimer
{
    public TimeSpan DueTime { get; } = dueTime;

    public void End() => end();

    public bool Change(TimeSpan dueTime, TimeSpan period) => true;

    public void Dispose()
    {
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
