using Diagnostics.Scoring.Responses;

namespace Diagnostics.Tests.Scoring;

public sealed class ResponseMatrixTests
{
    [Fact]
    public void Rows_come_back_as_they_were_added_at_every_size()
    {
        Random random = new(5);
        foreach (int respondents in new[] { 0, 1, 127, 128, 129, 500, 5000 })
        {
            byte[] answers = new byte[respondents * 7];
            random.NextBytes(answers);
            ResponseMatrixBuilder growing = new(7);
            foreach (byte[] row in answers.Chunk(7))
            {
                growing.Add(row);
            }

            foreach (ResponseMatrix matrix in new[] { growing.Build(), ResponseMatrix.FromRows(answers, 7) })
            {
                Assert.Equal(respondents, matrix.Respondents);
                byte[] back = new byte[answers.Length];
                for (int row = 0; row < respondents; row++)
                {
                    matrix.CopyRow(row, back.AsSpan(row * 7, 7));
                    Assert.Equal(answers[(row * 7) + 3], matrix[row, 3]);
                }

                Assert.Equal(answers, back);
                Assert.Equal(respondents, matrix.Column(6).Length);
            }
        }
    }

    [Fact]
    public void A_builder_starts_again_after_handing_over()
    {
        ResponseMatrixBuilder builder = new(2, 10);
        builder.Add([1, 2]);
        ResponseMatrix first = builder.Build();
        builder.Add([3, 4]);
        builder.Add([5, 6]);
        ResponseMatrix second = builder.Build();
        Assert.Equal((1, 1, 2), (first.Respondents, first[0, 0], first[0, 1]));
        Assert.Equal((2, 3, 6), (second.Respondents, second[0, 0], second[1, 1]));
        Assert.Equal(0, builder.Respondents);
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_refused()
    {
        Assert.Throws<ArgumentException>(() => ResponseMatrix.FromRows([1, 2, 3], 2));
        Assert.Throws<ArgumentException>(() => new ResponseMatrixBuilder(3).Add([1, 2]));
        ResponseMatrix matrix = ResponseMatrix.FromRows([1, 2], 2);
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix[1, 0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix[0, 2]);
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix.Column(-1).Length);
    }
}
