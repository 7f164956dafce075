using ChargerFirmware.Station.Storage;

namespace ChargerFirmware.Tests.Scenarios;

/// <summary>A store whose power is cut at a given commit: that one and every later one never ends, until the power is back.</summary>
internal sealed class CuttingStore(IStationStore store, int cutAt, CutBefore before) : IStationStore
{
    private static readonly Task s_never = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously).Task;

    private bool _dead;

    private Action? _cut;

    /// <summary>Since it was armed.</summary>
    public int Commits { get; private set; }

    public IReadOnlyList<StoreRow> Load(string table) => store.Load(table);

    public Task CommitAsync(IReadOnlyList<StoreChange> changes)
    {
        if (_dead)
        {
            return s_never;
        }

        if (_cut is null || ++Commits != cutAt)
        {
            return store.CommitAsync(changes);
        }

        _dead = true;
        if (before == CutBefore.Sent)
        {
            store.CommitAsync(changes);
        }

        _cut();
        return s_never;
    }

    /// <summary>From now on commits count; <paramref name="cut"/> takes the power from the rest of the station, too.</summary>
    public void Arm(Action cut) => _cut = cut;

    public void Renew() => _dead = false;
}
