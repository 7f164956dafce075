using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace ChargerFirmware.Tests.Unit.Transfers.Adapters;

/// <summary>A server of FTP on loopback for one session at a time, with the commands a client needs and the troubles it meets.</summary>
internal sealed class FtpServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly X509Certificate2? _certificate;
    private readonly Task _serving;
    private TcpListener? _data;
    private int _offset;
    private bool _protectsData;
    private bool _stopped;

    public FtpServer(X509Certificate2? certificate = null)
    {
        _certificate = certificate;
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public Dictionary<string, byte[]> Files { get; } = [];

    public string Modified { get; set; } = "20260101000000";

    public List<string> Commands { get; } = [];

    public bool RefusesExtendedPassive { get; set; }

    public bool RefusesUploads { get; set; }

    /// <summary>Sends clients to this port for their data.</summary>
    public int? PassivePort { get; set; }

    /// <summary>Closes the data connection after so many bytes, once.</summary>
    public int? CutAfterBytes { get; set; }

    /// <summary>Says nothing after the login.</summary>
    public bool FallsSilent { get; set; }

    public async ValueTask DisposeAsync()
    {
        _stopped = true;
        _listener.Stop();
        _data?.Stop();
        await _serving;
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            try
            {
                using var client = await _listener.AcceptTcpClientAsync();
                await TalkAsync(client.GetStream());
            }
            catch (Exception end) when (end is IOException or SocketException or InvalidOperationException or AuthenticationException)
            {
                // The client has gone; the next one may come, unless it was the listener that was stopped.
                if (_stopped)
                {
                    return;
                }
            }
        }
    }

    private async Task TalkAsync(Stream stream)
    {
        _protectsData = false;
        await SayAsync(stream, "220-Welcome\r\n220 ready");
        var reader = new StreamReader(stream, Encoding.UTF8);
        while (await reader.ReadLineAsync() is { } line)
        {
            Commands.Add(line);
            var (command, argument) = line.Split(' ', 2) is [var first, var rest] ? (first, rest) : (line, "");
            if (command == "AUTH")
            {
                await SayAsync(stream, "234 go on");
                stream = await SecureAsync(stream);
                reader = new StreamReader(stream, Encoding.UTF8);
            }
            else if (command is "RETR" or "STOR")
            {
                await CarryAsync(stream, command, argument);
            }
            else if (!FallsSilent || command is "USER" or "PASS")
            {
                await SayAsync(stream, Answer(command, argument));
            }
        }
    }

    private string Answer(string command, string argument)
    {
        switch (command)
        {
            case "USER":
                return "331 password";
            case "PASS":
                return argument == "wrong" ? "530 no" : "230 in";
            case "PROT":
                _protectsData = true;
                return "200 protected";
            case "TYPE" or "PBSZ":
                return "200 fine";
            case "SIZE":
                return Files.TryGetValue(argument, out var file) ? $"213 {file.Length}" : "550 none";
            case "MDTM":
                return Files.ContainsKey(argument) ? $"213 {Modified}" : "550 none";
            case "REST":
                _offset = int.Parse(argument, System.Globalization.CultureInfo.InvariantCulture);
                return "350 from there";
            case "EPSV":
                return RefusesExtendedPassive ? "500 what?" : $"229 Entering Extended Passive Mode (|||{Listen()}|)";
            case "PASV":
                var port = Listen();
                return $"227 Entering Passive Mode (10,255,255,1,{port / 256},{port % 256})";
            default:
                return "502 not here";
        }
    }

    private int Listen()
    {
        if (PassivePort is { } other)
        {
            return other;
        }

        _data = new TcpListener(IPAddress.Loopback, 0);
        _data.Start();
        return ((IPEndPoint)_data.LocalEndpoint).Port;
    }

    private async Task CarryAsync(Stream control, string command, string path)
    {
        if (command == "RETR" ? !Files.ContainsKey(path) : RefusesUploads)
        {
            await SayAsync(control, "550 no");
            return;
        }

        await SayAsync(control, "150 here it comes");
        using (var socket = await _data!.AcceptTcpClientAsync())
        {
            _data.Stop();
            await using var data = _protectsData ? await SecureAsync(socket.GetStream()) : socket.GetStream();
            if (command == "STOR")
            {
                using var received = new MemoryStream();
                await data.CopyToAsync(received);
                Files[path] = received.ToArray();
            }
            else
            {
                var end = CutAfterBytes ?? Files[path].Length;
                CutAfterBytes = null;
                await data.WriteAsync(Files[path].AsMemory(_offset, end - _offset));
                _offset = 0;
            }
        }

        await SayAsync(control, "226 done");
    }

    private async Task<Stream> SecureAsync(Stream stream)
    {
        var secure = new SslStream(stream);
        await secure.AuthenticateAsServerAsync(_certificate!);
        return secure;
    }

    private static async Task SayAsync(Stream stream, string reply) => await stream.WriteAsync(Encoding.UTF8.GetBytes(reply + "\r\n"));
}
