namespace ChargerFirmware.Tests.Documents;

/// <summary>What a command takes for granted; the document says so around it.</summary>
[Flags]
internal enum Needs
{
    Nothing = 0,

    /// <summary>An emulator on its default ports, started by the README's first command.</summary>
    Emulator = 1,

    /// <summary>A central system on port 9000.</summary>
    CentralSystem = 2,

    /// <summary>An MQTT broker on port 1883.</summary>
    Broker = 4,

    /// <summary>The bench board, whose devices another process emulates.</summary>
    Board = 8,
}
