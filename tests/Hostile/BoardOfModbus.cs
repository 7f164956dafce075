using System.Net;
using System.Net.Sockets;

namespace ChargerFirmware.Tests.Hostile;

/// <summary>
/// A board without anything that an ordinary computer lacks: all its devices are behind Modbus TCP, and nobody answers there. The real
/// program for the board runs on it, with its connector faulted.
/// </summary>
internal sealed class BoardOfModbus : IDisposable
{
    private readonly TcpListener _silence = new(IPAddress.Loopback, 0);

    public BoardOfModbus(string folder)
    {
        _silence.Start();
        File = Path.Combine(folder, "board.json");
        System.IO.File.WriteAllText(File, $$"""
            {
              "identity": { "vendor": "ChargerFirmware", "model": "Modbus only" },
              "buses": { "line": { "driver": "modbus-tcp", "host": "127.0.0.1", "port": {{((IPEndPoint)_silence.LocalEndpoint).Port}}, "timeoutMs": 200 } },
              "devices": {
                "contactor1": { "driver": "modbus-relay", "bus": "line", "unit": 1, "address": 0, "timeoutMs": 1000 },
                "meter1": { "driver": "modbus-meter", "bus": "line", "unit": 2, "model": "eastron-sdm630" },
                "evse1": { "driver": "simple-evse", "bus": "line", "unit": 3, "proximity": true }
              },
              "station": {},
              "connectors": [
                { "current": "ac", "cable": "fixed", "contactor": "contactor1", "meter": "meter1", "controller": "evse1", "maxCurrentA": 32 }
              ]
            }
            """);
    }

    public string File { get; }

    public void Dispose() => _silence.Dispose();
}
