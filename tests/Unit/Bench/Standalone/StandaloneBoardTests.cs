using System.Net;
using System.Net.Sockets;
using ChargerFirmware.Bench;
using ChargerFirmware.Bench.Standalone;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Hardware.Boards;
using ChargerFirmware.Hardware.Modbus.Adapters;
using ChargerFirmware.Hardware.Modbus.Protocol;

namespace ChargerFirmware.Tests.Unit.Bench.Standalone;

public sealed class StandaloneBoardTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_station_of_another_process_finds_the_devices_at_the_address_in_the_board_file()
    {
        var (board, port) = await StartOnFreePortAsync();
        using var owned = board;
        using var master = new TcpMaster(TimeProvider.System, new TcpByteLine("127.0.0.1", port, s_patience), s_patience);

        Assert.Equal([$"bus line on 127.0.0.1:{port}"], board.Addresses);
        Assert.Equal(1, PilotState(master));

        await board.RunAsync("plug");
        Assert.Equal(2, PilotState(master));

        await board.RunAsync("unplug");
        Assert.Equal(1, PilotState(master));
    }

    [Fact]
    public async Task A_fault_breaks_the_device_until_it_is_cleared()
    {
        var (board, port) = await StartOnFreePortAsync();
        using var owned = board;
        using var master = new TcpMaster(TimeProvider.System, new TcpByteLine("127.0.0.1", port, s_patience), TimeSpan.FromMilliseconds(100));

        await board.RunAsync("fault meter-silent");
        Assert.Throws<ModbusNoAnswerException>(() => master.ReadRegisters(2, ModbusFunction.ReadInputRegisters, 72, 2));

        await board.RunAsync("clear meter-silent");
        Assert.Equal(2, master.ReadRegisters(2, ModbusFunction.ReadInputRegisters, 72, 2).Length);
    }

    [Theory]
    [InlineData("plug 2", "there is no connector 2; expected 1 to 1")]
    [InlineData("plug 1 bicycle", "no vehicle is called 'bicycle'; expected one of")]
    [InlineData("fault no-such-cause", "connector 1: nothing in the physical world is called 'no-such-cause'; expected one of")]
    [InlineData("swipe 04A1B2C3", "'swipe' needs a station, and the board is alone; expected one of connector, plug,")]
    [InlineData("unplug", "connector 1: nothing is plugged in")]
    public async Task A_line_that_cannot_be_carried_out_says_what_was_expected(string line, string reason)
    {
        var (board, _) = await StartOnFreePortAsync();
        using var owned = board;

        var refusal = await Assert.ThrowsAnyAsync<BenchException>(() => board.RunAsync(line));

        Assert.StartsWith(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_board_with_lines_of_its_own_is_not_served_over_TCP()
    {
        var refusal = await Assert.ThrowsAsync<BoardException>(() => StartAsync(Boards.Load("emulated")));

        Assert.Contains("is out of another process's reach; expected 'modbus-tcp' for all buses, or a socket", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_socket_s_path_that_no_system_takes_is_refused()
    {
        var path = Path.Combine(Path.GetTempPath(), new string('a', 150));

        var refusal = await Assert.ThrowsAsync<IOException>(
            () => StandaloneBoard.StartAsync(Boards.Load("emulated"), path, RandomSource.Seeded(7), fault => Assert.Fail(fault.ToString())));

        Assert.Contains("expected a path of at most 100 characters", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Devices_are_not_served_beyond_this_machine()
    {
        var board = BoardFile.Parse("b.json", OnPort(1).Source.Replace("127.0.0.1", "192.0.2.1", StringComparison.Ordinal));

        var refusal = await Assert.ThrowsAsync<BoardException>(() => StartAsync(board));

        Assert.Contains("host '192.0.2.1' is not served; expected an address of loopback", refusal.Message, StringComparison.Ordinal);
    }

    private static Task<StandaloneBoard> StartAsync(BoardFile board) =>
        StandaloneBoard.StartAsync(board, socket: null, RandomSource.Seeded(7), fault => Assert.Fail(fault.ToString()));

    /// <summary>The vehicle's state as a SimpleEVSE has it: 1 without one, 2 with one that does not ask for energy yet.</summary>
    private static int PilotState(TcpMaster master) => master.ReadRegisters(3, ModbusFunction.ReadHoldingRegisters, 1002, 1)[0];

    private static BoardFile OnPort(int port) =>
        BoardFile.Parse("b.json", Boards.Load(Path.Combine(Checkout.Root, "emulator/boards/modbus-tcp-bench.json")).Source.Replace("8502", $"{port}", StringComparison.Ordinal));

    /// <summary>A port that was free a moment ago may be in use by now; then another one is taken.</summary>
    private static async Task<(StandaloneBoard Board, int Port)> StartOnFreePortAsync()
    {
        for (var attempts = 5; ; attempts--)
        {
            var port = FreePort();
            try
            {
                return (await StartAsync(OnPort(port)), port);
            }
            catch (IOException) when (attempts > 1)
            {
                // Once more.
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
