using ChargerFirmware.Bench;

namespace ChargerFirmware.Tests.Scenarios;

/// <summary>Each cause is there in the physical world, is seen by the drivers, and leads to what the table says.</summary>
public sealed class FaultTableTests
{
    public static TheoryData<int, string> Rows => [.. FaultTable.Rows.Select((row, index) => (index, row.ToString()))];

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_cause_leads_to_what_the_table_says(int index, string name)
    {
        Assert.Equal(name, FaultTable.Rows[index].ToString());
        FaultRun.Run(FaultTable.Rows[index]);
    }
}
