using ChargerFirmware.Central.Store;

namespace ChargerFirmware.Central.Stores.Adapters;

/// <summary>Changes that are kept together or not at all.</summary>
internal sealed class StoreWrite(IReadOnlyList<StoreChange> changes) : StoreWork
{
    // Whoever waits goes on in a turn of his own.
    private readonly TaskCompletionSource _kept = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<StoreChange> Changes { get; } = changes;

    public Task Kept => _kept.Task;

    public override void Settle()
    {
        if (Failure is { } failure)
        {
            _kept.SetException(failure);
        }
        else
        {
            _kept.SetResult();
        }
    }
}
