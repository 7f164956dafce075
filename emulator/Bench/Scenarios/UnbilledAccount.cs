namespace ChargerFirmware.Bench.Scenarios;

/// <summary>What the station flagged as a gap or raised an alarm for, summed over its restarts: each life counts from nothing.</summary>
internal sealed class UnbilledAccount
{
    private readonly Workbench _bench;
    private readonly long[] _earlierWh;

    public UnbilledAccount(Workbench bench)
    {
        _bench = bench;
        _earlierWh = new long[bench.Site.Connectors.Count];
        bench.Stopping += () =>
        {
            for (var number = 1; number <= _earlierWh.Length; number++)
            {
                _earlierWh[number - 1] += ThisLifeWh(number);
            }
        };
    }

    public long TotalWh(int number) => _earlierWh[number - 1] + ThisLifeWh(number);

    private long ThisLifeWh(int number) =>
        _bench.Composed is null ? 0 : _bench.Connector(number).UnbilledEnergy is var account ? account.GapWh + account.AlarmedWh : 0;
}
