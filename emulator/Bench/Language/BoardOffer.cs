using ChargerFirmware.EventLoop;
using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Bench.Language;

/// <summary>What a board has to offer to a scenario. Faults are asked of its physics, as the bench would.</summary>
internal sealed class BoardOffer : IDisposable
{
    private readonly VirtualLoop _loop;
    private readonly Workbench _bench;

    /// <param name="beginning">When the bench is made that is asked.</param>
    public BoardOffer(BoardFile board, DateTimeOffset beginning)
    {
        _loop = new VirtualLoop(beginning);
        Board = board;
        Workbench? bench = null;
        _loop.Run(() => bench = new Workbench(new WorkbenchOptions { Loop = _loop, Board = board }));
        _bench = bench!;
    }

    public BoardFile Board { get; }

    public StationRoles Station => Board.Station;

    public IReadOnlyList<ConnectorRoles> Connectors => Board.Connectors;

    /// <summary>Null where there is none of that number.</summary>
    public ConnectorRoles? Find(int number) => number <= Board.Connectors.Count ? Board.Connectors[number - 1] : null;

    /// <summary>The reader that serves a connector.</summary>
    public string? Reader(int number) => Find(number)?.Reader ?? Station.Reader;

    /// <param name="number">0 for the station.</param>
    /// <param name="fault">A fault's name, or an error code.</param>
    public bool Knows(int number, string fault)
    {
        try
        {
            _bench.Faults.Find(number, fault);
            return true;
        }
        catch (NoSuchFaultException)
        {
            return false;
        }
    }

    public void Dispose()
    {
        _bench.Dispose();
        _loop.Dispose();
    }
}
