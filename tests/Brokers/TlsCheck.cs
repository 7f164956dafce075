namespace ChargerFirmware.Tests.Brokers;

/// <summary>A broker that wants a client certificate: with one, without one, and a broker that is not the one it says.</summary>
internal static class TlsCheck
{
    public static async Task RunAsync(Rig rig)
    {
        await AuthorityAsync("ca");
        await AuthorityAsync("other");
        await CertificateAsync("broker", "DNS:localhost,IP:127.0.0.1");
        await CertificateAsync("station", "DNS:station");
        await rig.BrokerAsync(
            "allow_anonymous true", $"cafile {File("ca.pem")}", $"certfile {File("broker.pem")}", $"keyfile {File("broker.key")}", "require_certificate true");
        var address = $"mqtts://localhost:{rig.Port}";

        var right = await rig.EmulateAsync(
            address, ["--mqtt-cert", File("station.pem")], ("CHARGER_MQTT_CA", File("ca.pem")), ("CHARGER_MQTT_KEY", File("station.key")));
        await right.Worker.UntilAsync(": connected");
        await EndAsync(right);

        var without = await rig.EmulateAsync(address, ["--mqtt-ca", File("ca.pem")]);
        await without.Worker.UntilAsync("trying again");
        await EndAsync(without);

        var another = await rig.EmulateAsync(
            address, ["--mqtt-ca", File("other.pem"), "--mqtt-cert", File("station.pem"), "--mqtt-key", File("station.key")]);
        await another.Worker.UntilAsync("TLS failed");
        if (another.Worker.Said.Any(line => line.Contains(": connected", StringComparison.Ordinal)))
        {
            throw new CheckException("a broker that nobody vouches for was trusted");
        }

        string File(string name) => Path.Combine(rig.Folder, name);

        Task AuthorityAsync(string name) => rig.ToolAsync(
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj", $"/CN={name}",
            "-keyout", File($"{name}.key"), "-out", File($"{name}.pem"));

        async Task CertificateAsync(string name, string names)
        {
            await rig.ToolAsync(
                "openssl", "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj", $"/CN={name}", "-keyout",
                File($"{name}.key"), "-out", File($"{name}.csr"));
            await System.IO.File.WriteAllTextAsync(File($"{name}.ext"), $"subjectAltName={names}\n");
            await rig.ToolAsync(
                "openssl", "x509", "-req", "-in", File($"{name}.csr"), "-CA", File("ca.pem"), "-CAkey", File("ca.key"), "-CAcreateserial", "-days", "2",
                "-extfile", File($"{name}.ext"), "-out", File($"{name}.pem"));
        }
    }

    /// <summary>The next one wants the same store.</summary>
    private static async Task EndAsync(Emulator emulator)
    {
        emulator.Worker.Terminate();
        await emulator.Worker.EndAsync();
    }
}
