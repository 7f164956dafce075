using System.Net;
using System.Net.Sockets;
using ChargerFirmware.Bench.Language;
using ChargerFirmware.Emulator;
using ChargerFirmware.Emulator.Devices.Modbus.Adapters;
using ChargerFirmware.Emulator.Remote.Adapters;
using ChargerFirmware.EventLoop;
using ChargerFirmware.EventLoop.Adapters;
using ChargerFirmware.Hardware.Boards;
using ChargerFirmware.Hardware.Modbus;

namespace ChargerFirmware.Bench.Standalone;

/// <summary>
/// A board without its station: what a station in another process, the real firmware among them, drives over Modbus TCP or a Unix domain
/// socket. It outlives that station, as hardware does.
/// </summary>
public sealed class StandaloneBoard : IDisposable
{
    private readonly ThreadLoop _loop;
    private readonly List<IDisposable> _servers = [];
    private readonly Session _session;

    private StandaloneBoard(ThreadLoop loop, EmulatedBoard board)
    {
        _loop = loop;
        _session = new Session(board.Site, new FaultInjector(board, loop));
    }

    /// <summary>Where it can be reached, a line each.</summary>
    public IReadOnlyList<string> Addresses { get; private set; } = [];

    /// <param name="socket">Where the Unix domain socket of the whole board is made; null: only its Modbus TCP buses are served.</param>
    /// <param name="onFault">Hears of what failed on the board's loop.</param>
    /// <exception cref="BoardException">A device has no emulation, or nothing of the board can be reached from another process.</exception>
    /// <exception cref="IOException">An address is taken.</exception>
    public static async Task<StandaloneBoard> StartAsync(BoardFile file, string? socket, RandomSource random, Action<Exception> onFault)
    {
        var loop = new ThreadLoop("board", onFault);
        try
        {
            var emulated = await loop.RunAsync(() => Task.FromResult(new EmulatedBoard(loop.Time, random, file)));
            var board = new StandaloneBoard(loop, emulated);
            try
            {
                board.Addresses = [.. board.Serve(emulated, file, socket)];
                return board;
            }
            catch
            {
                board.StopServing();
                throw;
            }
        }
        catch
        {
            loop.Dispose();
            throw;
        }
    }

    /// <summary>Carries out one line of the bench's language, as far as it needs no station; an empty one does nothing.</summary>
    /// <returns>What there is to say about it, or null.</returns>
    /// <exception cref="BenchException">It cannot be done.</exception>
    public Task<string?> RunAsync(string line) => _loop.RunAsync(() => _session.RunAsync(line));

    public void Dispose()
    {
        StopServing();
        _loop.Dispose();
    }

    private List<string> Serve(EmulatedBoard emulated, BoardFile file, string? socket)
    {
        var addresses = new List<string>();
        if (socket is not null)
        {
            _servers.Add(Listening(socket, () => new BoardServer(_loop, emulated, socket)));
            addresses.Add($"the board on {socket}");
            return addresses;
        }

        foreach (var bus in file.Buses.Values)
        {
            if (bus.Driver != ModbusTcpOptions.Driver)
            {
                throw bus.Refuse(
                    $"a bus of the driver '{bus.Driver}' is out of another process's reach; expected '{ModbusTcpOptions.Driver}' for all buses, or a socket");
            }

            var endPoint = EndPointOf(bus);
            _servers.Add(Listening($"{endPoint}", () => new ModbusTcpServer(_loop, emulated.Line(bus.Name), endPoint)));
            addresses.Add($"bus {bus.Name} on {endPoint}");
        }

        return addresses;
    }

    /// <summary>Devices on a port of this machine only: whoever reaches a Modbus port may write.</summary>
    private static IPEndPoint EndPointOf(BoardPart bus)
    {
        var options = bus.Options<ModbusTcpOptions>();
        return options.Host == "localhost" ? new IPEndPoint(IPAddress.Loopback, options.Port)
            : IPAddress.TryParse(options.Host, out var address) && IPAddress.IsLoopback(address) ? new IPEndPoint(address, options.Port)
            : throw bus.Refuse($"host '{options.Host}' is not served; expected an address of loopback, such as 127.0.0.1");
    }

    private static T Listening<T>(string where, Func<T> start)
    {
        try
        {
            return start();
        }
        catch (SocketException refusal)
        {
            throw new IOException($"cannot listen on {where}: {refusal.Message}", refusal);
        }
        catch (ArgumentException refusal)
        {
            throw new IOException($"cannot listen on {where}: expected a path of at most 100 characters or so, as the system has it", refusal);
        }
    }

    private void StopServing() => _servers.ForEach(server => server.Dispose());
}
